/** Tables of the newest readings and of events, and questions to them. */
@NullMarked
package vigie.store.sqlite.table;

import org.jspecify.annotations.NullMarked;
