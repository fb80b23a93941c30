/** The simulated plant: channels, what they follow, noise and faults. */
@NullMarked
package vigie.source.simulated.plant;

import org.jspecify.annotations.NullMarked;
