/** Bounds of what sessions may hold, ask and write, and counts of what was done. */
@NullMarked
package vigie.live.limits;

import org.jspecify.annotations.NullMarked;
