/**
 * Devices that do not exist, for demonstration, tests and load. A {@link vigie.source.simulated.SimulatedDevice} is pure: the
 * same settings and the same time give the same bytes. It says what a device would say, in one of the formats that real devices
 * speak, so the bytes take the same path as those of a serial port. A {@link vigie.source.simulated.SimulatedSource} keeps the
 * pace and pulls the cable.
 *
 * <p>Start at {@link vigie.source.simulated.plant.Plant}: what can be simulated, and what it looks like.
 */
@NullMarked
package vigie.source.simulated;

import org.jspecify.annotations.NullMarked;
