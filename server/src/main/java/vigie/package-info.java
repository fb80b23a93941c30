/**
 * Vigie, a live dashboard server for sensors. This is the map; {@code docs/life-of-a-reading.md} tells it at length.
 *
 * <p>A reading passes through the packages in this order:
 *
 * <ol>
 *   <li>{@code vigie.source}: bytes in. One supervised source per serial port, simulated device or replayed file, each on
 *       its own thread.
 *   <li>{@code vigie.decode}: bytes to readings. Pure and incremental.
 *   <li>{@code vigie.hub}: numbers batches, remembers the newest values and the recent past, fans out once per tick.
 *   <li>{@code vigie.store}: kept on disk, in SQLite ({@code store.sqlite}).
 *   <li>{@code vigie.journal}: what happens besides, alarms too: numbered, kept, remembered, handed on.
 *   <li>{@code vigie.alarm}: rules on readings, and the alarms they raise; {@code alarm.trial} tests rules before they are trusted.
 *   <li>{@code vigie.protocol}: the words on the wire, JSON and CBOR.
 *   <li>{@code vigie.live}: browser sessions; one frame per tick and view ({@code live.frame}), shared by all ({@code live.audience}).
 *   <li>{@code vigie.past}: questions about what was, answered from the store.
 *   <li>{@code vigie.http}: the listening port. {@code http.entry} says who may come in, {@code http.request} and
 *       {@code http.websocket} hold the handlers, {@code http.route} makes answers and {@code http.files} serves the page.
 *   <li>{@code vigie.api}: the documents of the HTTP API.
 * </ol>
 *
 * <p>Pictures and matrices go beside that path, each at once when it comes: {@code vigie.source.camera} brings them, {@code vigie.still}
 * checks, hands on and keeps them, {@code vigie.live} sends them between the updates. {@code StillStage} joins these.
 *
 * <p>Beside the path stand {@code vigie.sensor} and {@code vigie.event}, the vocabulary that all of them share; {@code vigie.config}, a file
 * to the stages' own settings; {@code vigie.client}, the other end of the line, for programs; {@code vigie.cli}, the commands;
 * {@code vigie.notify}, who else is told of alarms; {@code vigie.load}, ten thousand clients that measure; {@code vigie.work}, how
 * background work is retried and complained about; and {@code vigie.work.health}, whether the server itself is well.
 *
 * <p>This package holds the composition root ({@code Vigie}), which builds the stages, joins them ({@code SourceFeed}) and closes
 * them in reverse. It imports all others, and only {@code vigie.cli} imports it: {@code LayoutTest} holds that and every
 * other arrow. To understand the server, read {@code Vigie}, then
 * {@code SourceFeed}, then {@code hub.Hub}.
 */
@org.jspecify.annotations.NullMarked
package vigie;
