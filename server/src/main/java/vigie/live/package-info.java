/**
 * Stage 7, browser sessions: {@link vigie.live.LiveFeed} takes the hub's batches and encodes each once per
 * {@link vigie.live.Audience}, the sessions with equal views and formats; a {@link vigie.live.LiveSession} is one WebSocket
 * connection, owned by its event loop. Start at {@link vigie.live.LiveFeed#batch}.
 */
@NullMarked
package vigie.live;

import org.jspecify.annotations.NullMarked;
