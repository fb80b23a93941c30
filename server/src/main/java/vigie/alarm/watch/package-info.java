/** Feeds the engine with the hub's batches and people's requests, on a thread of its own. */
@NullMarked
package vigie.alarm.watch;

import org.jspecify.annotations.NullMarked;
