/** What a running server says, in the terminal: {@code vigie watch}, and {@code vigie send} ({@link vigie.watch.Exchange}). */
@NullMarked
package vigie.watch;

import org.jspecify.annotations.NullMarked;
