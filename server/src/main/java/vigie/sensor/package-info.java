/**
 * The vocabulary: what a sensor is, how it is named, and how it does. Imports nothing but the JDK.
 */
@NullMarked
package vigie.sensor;

import org.jspecify.annotations.NullMarked;
