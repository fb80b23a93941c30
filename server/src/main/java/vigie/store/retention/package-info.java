/** Drops what is too old or too much, and is not fooled by a wrong clock. */
@NullMarked
package vigie.store.retention;

import org.jspecify.annotations.NullMarked;
