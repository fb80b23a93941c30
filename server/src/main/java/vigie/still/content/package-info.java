/** What a still is: its type, size, scale and bytes. */
@NullMarked
package vigie.still.content;

import org.jspecify.annotations.NullMarked;
