/** The viewers of a measurement: they open, listen, and count. */
@NullMarked
package vigie.load.viewer;

import org.jspecify.annotations.NullMarked;
