/** A client of a running server for the terminal. Start at {@link vigie.watch.LiveClient}. */
@NullMarked
package vigie.watch;

import org.jspecify.annotations.NullMarked;
