package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import vigie.live.limits.LiveLimits;
import vigie.live.view.View;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorGlob;

/** Welcomes are long, and many sessions may come at once and read nothing. */
final class SharedWelcomeTest extends FeedByHand {
    private static final int SENSORS = 400;
    private static final int LIMIT = 1_000_000;

    SharedWelcomeTest() {
        super(LiveLimits.ofThisProcess().withFrameBytes(LIMIT));
        for (int channel = 2; channel < SENSORS; channel++) {
            inlet.channel(channel, "channel" + channel, null);
        }
        tick(1);
    }

    @Test
    void manySessionsBetweenTwoTicks_sameBytesInMemory() {
        EmbeddedChannel channel = join(WireFormat.JSON, "*");
        ByteBuf first = channel.readOutbound();
        List<LiveSession> others = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            LiveSession session = new LiveSession(feed, channel.pipeline().context(LiveSessionHandler.class));
            others.add(session);
            session.subscribe(() -> new LiveRequest(WireFormat.JSON, false, View.all(), null, null, false), 0, null);
            ByteBuf welcome = channel.readOutbound();
            assertThat(welcome.memoryAddress()).isEqualTo(first.memoryAddress());
            welcome.release();
        }
        assertThat(feed.tally().waitingBytes()).isEqualTo(first.capacity());
        first.release();
        others.forEach(LiveSession::leave);
    }

    @Test
    void aTickCame_theNextWelcomeIsAnother() {
        EmbeddedChannel before = join(WireFormat.JSON, "*");
        tick(2);
        before.runPendingTasks();
        EmbeddedChannel after = join(WireFormat.JSON, "*");
        assertThat(messages(before, WireFormat.JSON).get(0).get("seq").longValue())
                .isEqualTo(1);
        assertThat(messages(after, WireFormat.JSON).get(0).get("seq").longValue())
                .isEqualTo(2);
        tick(3);
        after.runPendingTasks();
        assertThat(seqsAndThinned(updates(after, WireFormat.JSON))).containsExactly("3+0");
    }

    @ParameterizedTest
    @CsvSource({"JSON, false", "JSON, true", "CBOR, false", "CBOR, true"})
    void askedForAgainWithARef_theSameBytesAfterAnotherBeginning(WireFormat format, boolean deflate) {
        View view = View.of(List.of(new SensorGlob("*")));
        EmbeddedChannel first = join(new LiveRequest(format, deflate, view, null, null, false));
        JsonNode plain = read(first, format);
        for (int ref = 7; ref < 10; ref++) {
            subscribe(first, format, "*", ref);
            JsonNode again = read(first, format);
            assertThat(again.get("ref").intValue()).isEqualTo(ref);
            assertThat(again.get("sensors")).isEqualTo(plain.get("sensors"));
        }
        feed.budget().sweep();
        assertThat(feed.tally().waitingBytes()).isLessThan(2L * 128 * 1024);
        subscribe(first, format, "a/x", 10);
        assertThat(read(first, format).get("ref").intValue()).isEqualTo(10);
    }

    @Test
    void everyoneAnotherView_readsNothing_boundedMemory_refusedWithWords_thenServedAgain() {
        List<EmbeddedChannel> admitted = new ArrayList<>();
        EmbeddedChannel refused = null;
        for (int i = 0; refused == null; i++) {
            EmbeddedChannel channel = joinShut(WireFormat.JSON, "a/*", "none" + i);
            refused = feed.tally().refusedSessions() > 0 ? channel : null;
            admitted.add(channel);
            assertThat(i).isLessThan(1000);
        }
        assertThat(feed.tally().waitingBytes()).isLessThan(LIMIT);
        assertThat(feed.isFull()).isTrue();
        open(refused);
        CloseWebSocketFrame close = lastOutbound(refused);
        assertThat(close.statusCode()).isEqualTo(1013);
        assertThat(close.reasonText()).contains("slow viewers");
        close.release();
        admitted.forEach(FeedByHand::open);
        admitted.forEach(channel -> later(channel, 100));
        admitted.forEach(EmbeddedChannel::finishAndReleaseAll);
        feed.budget().sweep();
        assertThat(feed.isFull()).isFalse();
        assertThat(messages(join(WireFormat.JSON, "*"), WireFormat.JSON)).hasSize(1);
    }

    @Test
    void readsNothing_theWelcomeIsAllThatWaits_andComesWholeLater() {
        EmbeddedChannel slow = joinShut(WireFormat.JSON, "*");
        long welcome = waiting(slow);
        for (int value = 2; value < 20; value++) {
            tick(value);
            slow.runPendingTasks();
        }
        assertThat(waiting(slow)).isEqualTo(welcome);
        open(slow);
        assertThat(messages(slow, WireFormat.JSON).get(0).get("sensors")).hasSize(SENSORS);
    }

    @Test
    void memoryIsShort_sessionsThatTakeNothingGoSooner() {
        EmbeddedChannel stuck = joinShut(WireFormat.JSON, "*");
        assertThat(stuck.isWritable()).isFalse();
        ByteBuf much = stuck.alloc().directBuffer(LIMIT / 2);
        feed.budget().hold(much);
        later(stuck, 1500);
        tick(2);
        stuck.runPendingTasks();
        assertThat(feed.tally().sessions()).isEqualTo(1);
        later(stuck, 600);
        tick(3);
        stuck.runPendingTasks();
        assertThat(feed.tally().sessions()).isZero();
        much.release();
        open(stuck);
        CloseWebSocketFrame close = lastOutbound(stuck);
        assertThat(close.statusCode()).isEqualTo(1013);
        close.release();
    }

    private EmbeddedChannel joinShut(WireFormat format, String... globs) {
        View view = View.of(List.of(globs).stream().map(SensorGlob::new).toList());
        return joinShut(new LiveRequest(format, false, view, null, null, false));
    }

    private static void subscribe(EmbeddedChannel channel, WireFormat format, String glob, int ref) {
        String json = "{\"type\":\"subscribe\",\"sensors\":[\"" + glob + "\"],\"ref\":" + ref + "}";
        WebSocketFrame frame = format.isText()
                ? new TextWebSocketFrame(json)
                : new BinaryWebSocketFrame(Unpooled.wrappedBuffer(
                        new CBORMapper().writeValueAsBytes(JsonMapper.shared().readTree(json))));
        channel.writeInbound(frame);
    }

    /** One message, put together from its fragments and inflated. */
    private static JsonNode read(EmbeddedChannel channel, WireFormat format) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            all.writeBytes(bytes);
            bytes.release();
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        boolean deflated = false;
        boolean last = false;
        for (int fragment = 0; !last; fragment++) {
            int first = all.readUnsignedByte();
            last = (first & 0x80) != 0;
            deflated |= (first & 0x40) != 0;
            assertThat(first & 0x0F).isEqualTo(fragment > 0 ? 0 : format.isText() ? 1 : 2);
            byte[] part = new byte[length(all)];
            all.readBytes(part);
            payload.writeBytes(part);
        }
        assertThat(all.isReadable()).isFalse();
        byte[] message = deflated ? inflated(payload.toByteArray()) : payload.toByteArray();
        return (format.isText() ? JsonMapper.shared() : new CBORMapper()).readTree(message);
    }

    private static int length(ByteBuf bytes) {
        int length = bytes.readUnsignedByte();
        return length == 126 ? bytes.readUnsignedShort() : length == 127 ? (int) bytes.readLong() : length;
    }

    private static byte[] inflated(byte[] message) {
        byte[] tail = {0, 0, (byte) 0xFF, (byte) 0xFF};
        byte[] whole = Arrays.copyOf(message, message.length + tail.length);
        System.arraycopy(tail, 0, whole, message.length, tail.length);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(whole);
            byte[] out = new byte[1 << 20];
            int size = inflater.inflate(out);
            return Arrays.copyOf(out, size);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }
}
