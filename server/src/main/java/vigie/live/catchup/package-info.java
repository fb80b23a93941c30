/** What a session that returns or was thinned gets in one go. */
@NullMarked
package vigie.live.catchup;

import org.jspecify.annotations.NullMarked;
