/** Stills on their way to sessions, in parts between which updates pass. */
@NullMarked
package vigie.live.still;

import org.jspecify.annotations.NullMarked;
