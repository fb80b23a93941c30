/** Sessions with the same view and format, which share frames. */
@NullMarked
package vigie.live.audience;

import org.jspecify.annotations.NullMarked;
