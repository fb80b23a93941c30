/**
 * Stage 7, browser sessions: {@link vigie.live.LiveFeed} takes the hub's batches; {@link vigie.live.TickDelivery} encodes each once per
 * {@link vigie.live.audience.Audience}, the sessions with equal views and formats, and hands it to the event loops; a
 * {@link vigie.live.LiveSession} is one WebSocket connection, owned by its event loop: after its welcome come what it missed
 * ({@link vigie.live.Resume}), then updates, events ({@link vigie.live.News}) and stills ({@link vigie.live.still.StillLane}). Start at
 * {@link vigie.live.LiveFeed#batch}. {@link vigie.live.limits.LiveLimits} bounds what all sessions together take: memory for frames
 * ({@link vigie.live.limits.FrameBudget}) and views ({@link vigie.live.audience.Audiences}), and time ({@link vigie.live.TickDelivery},
 * {@link vigie.live.OwnWork}).
 */
@NullMarked
package vigie.live;

import org.jspecify.annotations.NullMarked;
