/** Writes readings behind the hub, on a thread of its own. */
@NullMarked
package vigie.store.writer;

import org.jspecify.annotations.NullMarked;
