package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import vigie.TestClock;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorSettings;

/** Sessions on event loops that run when the test says so. */
class LiveFeedTest {
    private static final int HIGH = 4096;
    private static final int ONE_FRAME = 256;

    private final Hub hub = new Hub(HubSettings.DEFAULT, new TestClock(1), id -> SensorSettings.NONE);
    private final LiveFeed feed = new LiveFeed(
            hub,
            new LiveSettings(
                    "test", Duration.ofMillis(100), 64, 65_536, 20, 40, Duration.ofSeconds(60), HIGH, true, 2000));
    private final Inlet inlet = hub.inlet("a");
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private long time = 1000;

    LiveFeedTest() {
        hub.subscribe(feed);
        inlet.channel(0, "x", null);
        inlet.channel(1, "y", null);
    }

    @AfterEach
    void close() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(feed.tally().sessions()).isZero();
        hub.close();
        feed.close();
    }

    @Test
    void equalViews_getTheSameBytesInMemory() {
        EmbeddedChannel one = connect(WireFormat.JSON, "a/*");
        EmbeddedChannel two = connect(WireFormat.JSON, "a/x", "a/*", "a/y");
        EmbeddedChannel three = connect(WireFormat.JSON, "a/x");
        tick(1);
        List.of(one, two, three).forEach(EmbeddedChannel::runPendingTasks);
        ByteBuf first = one.readOutbound();
        ByteBuf second = two.readOutbound();
        ByteBuf third = three.readOutbound();
        assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress());
        assertThat(second).isNotSameAs(first);
        assertThat(third.readableBytes()).isLessThan(first.readableBytes());
        List.of(first, second, third).forEach(ByteBuf::release);
    }

    @Test
    void aViewWithoutReadings_stillGetsItsUpdate() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "b/*");
        tick(1);
        viewer.runPendingTasks();
        JsonNode update = updates(viewer, WireFormat.JSON).get(0);
        assertThat(update.get("seq").longValue()).isEqualTo(1);
        assertThat(update.get("readings")).isEmpty();
    }

    @Test
    void busyLoop_oneTickOnItsWay_restIsDroppedAndCaughtUpAfterwards() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        for (int value = 1; value <= 4; value++) {
            tick(value);
        }
        assertThat(feed.tally().droppedTicks()).isEqualTo(3);
        viewer.runPendingTasks();
        assertThat(seqsAndThinned(updates(viewer, WireFormat.JSON))).containsExactly("1+0");
        later(viewer, 50);
        List<JsonNode> updates = updates(viewer, WireFormat.JSON);
        assertThat(seqsAndThinned(updates)).containsExactly("4+2");
        assertThat(updates.get(0).at("/readings/0/2").doubleValue()).isEqualTo(4);
        tick(5);
        viewer.runPendingTasks();
        assertThat(seqsAndThinned(updates(viewer, WireFormat.JSON))).containsExactly("5+0");
    }

    @Test
    void busyLoop_nextTickComesBeforeTheCatchUp_catchesUpAtOnce_once() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        tick(1);
        tick(2);
        viewer.runPendingTasks();
        tick(3);
        viewer.runPendingTasks();
        assertThat(seqsAndThinned(updates(viewer, WireFormat.JSON))).containsExactly("1+0", "3+1");
        later(viewer, 50);
        assertThat(updates(viewer, WireFormat.JSON)).isEmpty();
        assertThat(feed.tally().catchUps()).isEqualTo(1);
    }

    @Test
    void onlyOneTickDropped_caughtUpWithoutAHole() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        tick(1);
        tick(2);
        viewer.runPendingTasks();
        later(viewer, 50);
        assertThat(seqsAndThinned(updates(viewer, WireFormat.JSON))).containsExactly("1+0", "2+0");
    }

    @Test
    void missedTicks_onlyWhatChangedInThemIsTold() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        tick(1);
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        tick(2);
        inlet.channel(2, "z", null);
        tick(3);
        inlet.add(2, time++, 7);
        inlet.publish();
        hub.tick();
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        later(viewer, 50);
        assertThat(messages(viewer, WireFormat.JSON))
                .satisfiesExactly(
                        added -> assertThat(added.at("/id").asString()).isEqualTo("a/z"), update -> {
                            assertThat(update.at("/seq").longValue()).isEqualTo(4);
                            assertThat(update.at("/thinned").longValue()).isEqualTo(1);
                            assertThat(update.at("/readings")).hasSize(3);
                        });
        tick(5);
        inlet.add(2, time++, 8);
        inlet.publish();
        hub.tick();
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        later(viewer, 50);
        assertThat(messages(viewer, WireFormat.JSON)).satisfiesExactly(update -> assertThat(update.at("/readings"))
                .as("only z was heard")
                .hasSize(1));
    }

    @Test
    void missedTooManyTicks_everythingIsTold() {
        EmbeddedChannel viewer = connect(WireFormat.JSON, "*");
        for (int value = 0; value < 200; value++) {
            tick(value);
        }
        viewer.runPendingTasks();
        messages(viewer, WireFormat.JSON);
        later(viewer, 50);
        assertThat(messages(viewer, WireFormat.JSON))
                .extracting(message -> message.get("type").stringValue())
                .containsExactly("sensor", "status", "sensor", "status", "update");
    }

    @ParameterizedTest
    @EnumSource
    void slowSession_boundedMemory_thenTheNewestWithWhatItMissed(WireFormat format) {
        EmbeddedChannel slow = connect(format, "*");
        EmbeddedChannel quick = connect(format, "*");
        shut(slow);
        int ticks = 0;
        while (feed.tally().skippedUpdates() < 30) {
            tick(++ticks);
            slow.runPendingTasks();
            quick.runPendingTasks();
            assertThat(waiting(slow)).isLessThanOrEqualTo(HIGH + ONE_FRAME);
        }
        assertThat(updates(quick, format)).hasSize(ticks);
        open(slow);
        later(slow, 50);
        List<JsonNode> updates = updates(slow, format);
        assertNoUnexplainedHole(updates, ticks);
        JsonNode last = updates.get(updates.size() - 1);
        assertThat(last.get("thinned").longValue())
                .as("of 30 updates left out the last one is what comes now")
                .isEqualTo(29);
        assertThat(last.at("/readings/0/2").doubleValue()).isEqualTo(ticks);
        tick(++ticks);
        slow.runPendingTasks();
        assertThat(seqsAndThinned(updates(slow, format))).containsExactly(ticks + "+0");
    }

    @Test
    void longFrame_waitsAlone_andTheNextIsNotAddedToIt() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        for (int i = 0; i < 1000; i++) {
            inlet.add(0, time++, i);
        }
        tick(1);
        slow.runPendingTasks();
        long oneFrame = waiting(slow);
        assertThat(oneFrame).isGreaterThan(HIGH);
        tick(2);
        slow.runPendingTasks();
        assertThat(waiting(slow)).isEqualTo(oneFrame);
        open(slow);
        later(slow, 50);
        assertThat(seqsAndThinned(updates(slow, WireFormat.JSON))).containsExactly("1+0", "2+0");
    }

    @Test
    void neverTakesAnything_closedWith1013() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        while (feed.tally().skippedUpdates() == 0) {
            tick(1);
            slow.runPendingTasks();
        }
        later(slow, 59_000);
        assertThat(feed.tally().stuckSessions()).isZero();
        later(slow, 1001);
        assertThat(feed.tally().stuckSessions()).isEqualTo(1);
        assertThat(feed.tally().sessions()).isZero();
        open(slow);
        CloseWebSocketFrame close = lastOutbound(slow);
        assertThat(close.statusCode()).isEqualTo(1013);
        assertThat(close.reasonText()).contains("60 s");
        close.release();
    }

    @Test
    void takesAgainInTime_notClosed() {
        EmbeddedChannel slow = connect(WireFormat.JSON, "*");
        shut(slow);
        while (feed.tally().skippedUpdates() == 0) {
            tick(1);
            slow.runPendingTasks();
        }
        later(slow, 59_000);
        open(slow);
        tick(2);
        slow.runPendingTasks();
        later(slow, 5000);
        assertThat(feed.tally().stuckSessions()).isZero();
        assertThat(feed.tally().sessions()).isEqualTo(1);
    }

    private EmbeddedChannel connect(WireFormat format, String... globs) {
        View view = View.of(List.of(globs).stream().map(SensorGlob::new).toList());
        EmbeddedChannel channel = new EmbeddedChannel(new FlushGate());
        channel.freezeTime();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(HIGH / 4, HIGH));
        channel.pipeline().addLast(new LiveSessionHandler(feed, new LiveRequest(format, false, view, null)));
        ByteBuf welcome = channel.readOutbound();
        welcome.release();
        channels.add(channel);
        return channel;
    }

    private void tick(double value) {
        inlet.add(0, time++, value);
        inlet.add(1, time++, value + 0.5);
        inlet.publish();
        hub.tick();
    }

    private static void later(EmbeddedChannel channel, long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    private static void shut(EmbeddedChannel channel) {
        channel.pipeline().get(FlushGate.class).shut();
    }

    private static void open(EmbeddedChannel channel) {
        channel.pipeline().get(FlushGate.class).open(channel.pipeline().context(FlushGate.class));
    }

    private static long waiting(EmbeddedChannel channel) {
        return channel.unsafe().outboundBuffer().totalPendingWriteBytes();
    }

    private static void assertNoUnexplainedHole(List<JsonNode> updates, long until) {
        long last = 0;
        for (JsonNode update : updates) {
            assertThat(update.get("seq").longValue())
                    .isEqualTo(last + update.path("thinned").asLong(0) + 1);
            last = update.get("seq").longValue();
        }
        assertThat(last).isEqualTo(until);
    }

    private static List<String> seqsAndThinned(List<JsonNode> updates) {
        return updates.stream()
                .map(update -> update.get("seq").longValue() + "+"
                        + update.path("thinned").asLong(0))
                .toList();
    }

    private static CloseWebSocketFrame lastOutbound(EmbeddedChannel channel) {
        Object last = channel.readOutbound();
        for (Object next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            ReferenceCountUtil.release(last);
            last = next;
        }
        return (CloseWebSocketFrame) last;
    }

    /** The updates among what was written. */
    private static List<JsonNode> updates(EmbeddedChannel channel, WireFormat format) {
        return messages(channel, format).stream()
                .filter(message -> "update".equals(message.get("type").stringValue()))
                .toList();
    }

    private static List<JsonNode> messages(EmbeddedChannel channel, WireFormat format) {
        List<JsonNode> messages = new ArrayList<>();
        for (ByteBuf frames = channel.readOutbound(); frames != null; frames = channel.readOutbound()) {
            while (frames.isReadable()) {
                messages.add((format.isText() ? JsonMapper.shared() : new CBORMapper()).readTree(payload(frames)));
            }
            frames.release();
        }
        return messages;
    }

    private static byte[] payload(ByteBuf frames) {
        frames.skipBytes(1);
        int length = frames.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? frames.readUnsignedShort() : length];
        frames.readBytes(payload);
        return payload;
    }
}
