/** Text lines to readings. */
@NullMarked
package vigie.decode.line;

import org.jspecify.annotations.NullMarked;
