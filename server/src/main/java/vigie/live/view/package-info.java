/** What a session wants to see: a set of sensors, compared by its normal form. */
@NullMarked
package vigie.live.view;

import org.jspecify.annotations.NullMarked;
