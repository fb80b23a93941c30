/** Messages as frames, written and deflated once for all who get the same bytes. */
@NullMarked
package vigie.live.frame;

import org.jspecify.annotations.NullMarked;
