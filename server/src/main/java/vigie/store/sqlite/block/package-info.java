/** Blocks of readings, packed: about three bytes a reading. */
@NullMarked
package vigie.store.sqlite.block;

import org.jspecify.annotations.NullMarked;
