/** The line formats, and which of them a line has. */
@NullMarked
package vigie.decode.line.format;

import org.jspecify.annotations.NullMarked;
