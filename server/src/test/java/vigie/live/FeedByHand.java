package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import vigie.TestClock;
import vigie.event.Happening;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.journal.AlarmDesk;
import vigie.journal.EventLog;
import vigie.live.limits.LiveLimits;
import vigie.live.limits.LiveSettings;
import vigie.live.view.View;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorSettings;
import vigie.still.StillHub;
import vigie.still.content.StillSettings;
import vigie.store.EventStore;
import vigie.store.HistoryException;
import vigie.store.MemoryEventStore;

/** A live feed whose ticks come, and whose event loops run, when the test says so. */
public abstract class FeedByHand {
    static final int HIGH = 4096;
    static final int ONE_FRAME = 256;

    final TestClock clock = new TestClock(1);
    final Hub hub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
    final MemoryEventStore store = new MemoryEventStore();
    final EventLog events = open(store, clock);
    public final StillHub stills = new StillHub(
            new StillSettings(1_000_000_000, Duration.ofDays(1), 100_000_000, 1_000_000),
            null,
            new TestClock(1_000_000));
    public final LiveFeed feed;
    final Inlet inlet = hub.inlet("a");
    final List<EmbeddedChannel> channels = new ArrayList<>();
    long time = 1000;

    public FeedByHand() {
        this(LiveLimits.ofThisProcess());
    }

    public FeedByHand(LiveLimits limits) {
        this(limits, System::nanoTime);
    }

    /**
     * @param nanos the ticker thread's clock
     */
    public FeedByHand(LiveLimits limits, LongSupplier nanos) {
        feed = new LiveFeed(
                new LiveStages(hub, events, AlarmDesk.withoutAlarms(), stills, clock),
                LiveSettings.of("test", Duration.ofMillis(100)).withWriteBufferBytes(HIGH),
                limits,
                nanos);
        hub.subscribe(feed);
        events.subscribe(feed);
        stills.subscribe(feed);
        inlet.channel(0, "x", null);
        inlet.channel(1, "y", null);
    }

    private static EventLog open(EventStore store, Clock clock) {
        try {
            return EventLog.open(store, clock);
        } catch (HistoryException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(feed.tally().sessions()).isZero();
        hub.close();
        feed.close();
    }

    /** A session that has got its welcome. */
    EmbeddedChannel connect(WireFormat format, String... globs) {
        EmbeddedChannel channel = join(format, globs);
        ByteBuf welcome = channel.readOutbound();
        welcome.release();
        return channel;
    }

    /** A session whose welcome is still to be read. */
    EmbeddedChannel join(WireFormat format, String... globs) {
        return join(format, null, globs);
    }

    /** One that has the events up to {@code seen}. */
    EmbeddedChannel join(WireFormat format, @Nullable Long seen, String... globs) {
        View view = View.of(List.of(globs).stream().map(SensorGlob::new).toList());
        return join(new LiveRequest(format, false, view, null, seen, false));
    }

    EmbeddedChannel join(LiveRequest request) {
        return join(request, new FlushGate());
    }

    /** A session that takes nothing from the beginning. */
    EmbeddedChannel joinShut(LiveRequest request) {
        FlushGate gate = new FlushGate();
        gate.shut();
        return join(request, gate);
    }

    private EmbeddedChannel join(LiveRequest request, FlushGate gate) {
        EmbeddedChannel channel = new EmbeddedChannel(gate);
        channel.freezeTime();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(HIGH / 4, HIGH));
        channel.pipeline().addLast(new LiveSessionHandler(feed, request));
        channels.add(channel);
        return channel;
    }

    /** Something happened, and is told. */
    void happen(Happening what) {
        events.report(what);
        events.keepWaiting();
        channels.forEach(EmbeddedChannel::runPendingTasks);
    }

    void tick(double value) {
        inlet.add(0, time++, value);
        inlet.add(1, time++, value + 0.5);
        inlet.publish();
        hub.tick();
    }

    static void later(EmbeddedChannel channel, long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    static void shut(EmbeddedChannel channel) {
        channel.pipeline().get(FlushGate.class).shut();
    }

    static void open(EmbeddedChannel channel) {
        channel.pipeline().get(FlushGate.class).open(channel.pipeline().context(FlushGate.class));
    }

    static long waiting(EmbeddedChannel channel) {
        return channel.unsafe().outboundBuffer().totalPendingWriteBytes();
    }

    static void assertNoUnexplainedHole(List<JsonNode> updates, long until) {
        long last = 0;
        for (JsonNode update : updates) {
            assertThat(update.get("seq").longValue())
                    .isEqualTo(last + update.path("thinned").asLong(0) + 1);
            last = update.get("seq").longValue();
        }
        assertThat(last).isEqualTo(until);
    }

    static List<String> seqsAndThinned(List<JsonNode> updates) {
        return updates.stream()
                .map(update -> update.get("seq").longValue() + "+"
                        + update.path("thinned").asLong(0))
                .toList();
    }

    static CloseWebSocketFrame lastOutbound(EmbeddedChannel channel) {
        Object last = channel.readOutbound();
        for (Object next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            ReferenceCountUtil.release(last);
            last = next;
        }
        return (CloseWebSocketFrame) last;
    }

    /** The updates among what was written. */
    static List<JsonNode> updates(EmbeddedChannel channel, WireFormat format) {
        return messages(channel, format).stream()
                .filter(message -> "update".equals(message.get("type").stringValue()))
                .toList();
    }

    /** The events among what was written. */
    static List<JsonNode> events(EmbeddedChannel channel, WireFormat format) {
        return messages(channel, format).stream()
                .filter(message -> "event".equals(message.get("type").stringValue()))
                .toList();
    }

    static List<JsonNode> messages(EmbeddedChannel channel, WireFormat format) {
        List<JsonNode> messages = new ArrayList<>();
        for (ByteBuf frames = channel.readOutbound(); frames != null; frames = channel.readOutbound()) {
            while (frames.isReadable()) {
                messages.add((format.isText() ? JsonMapper.shared() : new CBORMapper()).readTree(payload(frames)));
            }
            frames.release();
        }
        return messages;
    }

    public static byte[] payload(ByteBuf frames) {
        frames.skipBytes(1);
        int length = frames.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? frames.readUnsignedShort() : length];
        frames.readBytes(payload);
        return payload;
    }
}
