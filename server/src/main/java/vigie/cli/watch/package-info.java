/** What a running server says, in the terminal: {@code vigie watch}, and {@code vigie send} ({@link vigie.cli.watch.Exchange}). */
@NullMarked
package vigie.cli.watch;

import org.jspecify.annotations.NullMarked;
