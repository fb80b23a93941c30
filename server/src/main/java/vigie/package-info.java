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
 *   <li>{@code vigie.history}: kept on disk, in SQLite ({@code history.sqlite}).
 *   <li>{@code vigie.alarm}: rules on readings, and the alarms they raise.
 *   <li>{@code vigie.event}: what happens besides, alarms too: numbered, kept, remembered, handed on.
 *   <li>{@code vigie.protocol}: the words on the wire, JSON and CBOR.
 *   <li>{@code vigie.live}: browser sessions; one frame per tick and view, shared by all.
 *   <li>{@code vigie.past}: questions about what was, answered from the history.
 *   <li>{@code vigie.http}: the listening port: the pipeline, static files, the HTTP API.
 * </ol>
 *
 * <p>Pictures and matrices go beside that path, each at once when it comes: {@code vigie.source.stills} brings them, {@code vigie.still}
 * checks, hands on and keeps them, {@code vigie.live} sends them between the updates. {@code StillStage} joins these.
 *
 * <p>Beside the path stand {@code vigie.sensor}, the vocabulary that all of them share; {@code vigie.config}, a file to
 * the stages' own settings; {@code vigie.client}, the other end of the line, for programs; {@code vigie.watch}, the same for
 * the terminal; {@code vigie.webhook}, who else is told of alarms; {@code vigie.trial}, rules
 * tested before they are trusted; {@code vigie.load}, ten thousand clients that measure; {@code vigie.work}, how background work
 * is retried and complained about; and {@code vigie.health}, whether the server itself is well.
 *
 * <p>This package holds the command line ({@code Main}) and the composition root ({@code Vigie}), which builds the
 * stages, joins them ({@code SourceFeed}) and closes them in reverse. It imports all others, and none imports it:
 * {@code LayoutTest} holds that and every other arrow. To understand the server, read {@code Vigie}, then
 * {@code SourceFeed}, then {@code hub.Hub}.
 */
@org.jspecify.annotations.NullMarked
package vigie;
