/**
 * Stage 3: every reading passes here. {@link vigie.hub.Hub} numbers batches, remembers the latest value of
 * every sensor and the recent past, and hands each batch to its subscribers.
 */
@NullMarked
package vigie.hub;

import org.jspecify.annotations.NullMarked;
