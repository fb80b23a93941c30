package vigie.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.http.entry.RefusalHandler;
import vigie.http.entry.RefusalTally;

/** Connections send frames in pieces, on a budget that all share. */
class InflightHandlerTest {
    private static final int LIMIT = 1 << 20;
    private static final int MAX_MESSAGE = 1 << 16;
    private static final Duration MESSAGE_TIME = Duration.ofSeconds(20);
    private static final int TEXT = 0x01;
    private static final int BINARY = 0x02;
    private static final int CONTINUATION = 0x00;
    private static final int FINAL = 0x80;
    private static final int RSV1 = 0x40;

    private final InflightBytes all = new InflightBytes(LIMIT);
    private final List<EmbeddedChannel> open = new ArrayList<>();

    @AfterEach
    void nothingStaysCounted() {
        open.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(all.taken()).isZero();
    }

    @Test
    void frames_cutAtEveryByte_leaveNothingBehind() {
        for (int length : new int[] {0, 1, 125, 126, 300}) {
            byte[] frame = frame(FINAL | BINARY, new byte[length]);
            for (int cut = 0; cut <= frame.length; cut++) {
                EmbeddedChannel channel = connection();
                send(channel, frame, 0, cut);
                send(channel, frame, cut, frame.length);
                send(channel, frame, 0, frame.length);
                assertMessage(channel, length);
                assertMessage(channel, length);
                assertThat(all.taken()).isZero();
                channel.finishAndReleaseAll();
            }
        }
    }

    @Test
    void unfinishedFrame_countsItsMemory_untilItIsWhole() {
        byte[] frame = frame(FINAL | BINARY, new byte[60_000]);
        EmbeddedChannel channel = connection();
        for (int at = 0; at < frame.length - 1; at += 1000) {
            send(channel, frame, at, Math.min(frame.length - 1, at + 1000));
            assertThat(all.taken()).isGreaterThanOrEqualTo(at);
        }
        send(channel, frame, frame.length - 1, frame.length);
        assertMessage(channel, 60_000);
        assertThat(all.taken()).isZero();
    }

    @Test
    void unfinishedFrame_countsNothingAnyMore_whenItsConnectionIsGone() {
        EmbeddedChannel channel = connection();
        send(channel, frame(FINAL | BINARY, new byte[60_000]), 0, 50_000);
        assertThat(all.taken()).isGreaterThanOrEqualTo(50_000);
        channel.finishAndReleaseAll();
        assertThat(all.taken()).isZero();
    }

    @Test
    void fragmentsOfAMessage_count_andAreOneMessage() {
        EmbeddedChannel channel = connection();
        sendWhole(channel, TEXT, text(20_000));
        sendWhole(channel, CONTINUATION, text(30_000));
        assertThat(all.taken()).isGreaterThanOrEqualTo(50_000);
        sendWhole(channel, FINAL | CONTINUATION, text(10_000));
        assertMessage(channel, 60_000);
        assertThat(all.taken()).isZero();
    }

    @Test
    void tinyFragments_costNoMoreThanTheBufferTheyAreIn() {
        EmbeddedChannel channel = connection();
        sendWhole(channel, TEXT, text(1));
        for (int i = 0; i < 10_000; i++) {
            sendWhole(channel, CONTINUATION, text(1));
        }
        assertThat(all.taken()).isBetween(10_001L, 4 * 10_001L);
        sendWhole(channel, FINAL | CONTINUATION, text(1));
        assertMessage(channel, 10_002);
    }

    @Test
    void oneFragmentOnEachOfManyConnections_refused1013_beforeTheBudgetIsExceeded() {
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            EmbeddedChannel channel = connection();
            sendWhole(channel, TEXT, text(60_000));
            refused += closeCode(channel) == 1013 ? 1 : 0;
            assertThat(all.taken()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(refused).isBetween(80, 95);
    }

    @Test
    void halfAFrameOnEachOfManyConnections_refused1013_beforeTheBudgetIsExceeded() {
        byte[] frame = frame(FINAL | BINARY, new byte[60_000]);
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            EmbeddedChannel channel = connection();
            for (int at = 0; at < 58_000; at += 2000) {
                send(channel, frame, at, at + 2000);
                assertThat(all.taken()).isLessThanOrEqualTo(LIMIT);
            }
            refused += closeCode(channel) == 1013 ? 1 : 0;
        }
        assertThat(refused).isBetween(80, 95);
    }

    @Test
    void aFewBytesOnEachOfVeryManyConnections_refused1013_too() {
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            EmbeddedChannel channel = connection();
            send(channel, frame(FINAL | BINARY, new byte[60_000]), 0, 1000);
            refused += closeCode(channel) == 1013 ? 1 : 0;
        }
        assertThat(all.taken()).isLessThanOrEqualTo(LIMIT);
        assertThat(refused).isGreaterThan(900);
    }

    @Test
    void longMessagesHoldTheBudget_shortOnesStillPass() {
        for (int i = 0; i < 100; i++) {
            sendWhole(connection(), TEXT, text(60_000));
        }
        EmbeddedChannel honest = connection();
        sendWhole(honest, TEXT, text(500));
        sendWhole(honest, FINAL | CONTINUATION, text(500));
        assertMessage(honest, 1000);
        sendWhole(honest, FINAL | TEXT, text(3000));
        assertMessage(honest, 3000);
    }

    @Test
    void fewCompressedBytes_thatInflateToMany_countFewUntilTheMessageIsWhole() {
        byte[] bomb = deflated(new byte[MAX_MESSAGE]);
        for (int i = 0; i < 500; i++) {
            EmbeddedChannel channel = connection();
            sendWhole(channel, RSV1 | BINARY, bomb);
            assertThat(closeCode(channel)).isZero();
        }
        EmbeddedChannel honest = connection();
        sendWhole(honest, FINAL | RSV1 | BINARY, bomb);
        assertMessage(honest, MAX_MESSAGE);
    }

    @Test
    void inflatedMessage_thatTheBudgetDoesNotAllow_1013() {
        assertThat(all.take(LIMIT - 50_000, true)).isTrue();
        EmbeddedChannel channel = connection();
        sendWhole(channel, FINAL | RSV1 | BINARY, deflated(new byte[MAX_MESSAGE]));
        assertThat(closeCode(channel)).isEqualTo(1013);
        all.give(LIMIT - 50_000);
    }

    @Test
    void messageNotFinishedInTime_1008() {
        EmbeddedChannel trickling = connection();
        EmbeddedChannel fragmenting = connection();
        EmbeddedChannel honest = connection();
        byte[] frame = frame(FINAL | TEXT, text(500));
        for (int second = 0; second < 25; second++) {
            if (second < 20) {
                send(trickling, frame, second, second + 1);
                sendWhole(fragmenting, second == 0 ? TEXT : CONTINUATION, text(1));
            }
            sendWhole(honest, FINAL | TEXT, text(10));
            assertMessage(honest, 10);
            for (EmbeddedChannel channel : open) {
                channel.advanceTimeBy(1, TimeUnit.SECONDS);
                channel.runScheduledPendingTasks();
            }
        }
        assertThat(closeCode(trickling)).isEqualTo(1008);
        assertThat(closeCode(fragmenting)).isEqualTo(1008);
        assertThat(closeCode(honest)).isZero();
    }

    @Test
    void oneMessageAfterAnother_eachHasItsOwnTime() {
        EmbeddedChannel channel = connection();
        for (int i = 0; i < 5; i++) {
            sendWhole(channel, TEXT, text(1));
            channel.advanceTimeBy(15, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            sendWhole(channel, FINAL | CONTINUATION, text(1));
            assertMessage(channel, 2);
        }
        assertThat(closeCode(channel)).isZero();
    }

    @Test
    void messageThatIsRefused_isNotUnderstoodAnyMore() {
        EmbeddedChannel channel = connection();
        sendWhole(channel, TEXT, text(60_000));
        sendWhole(channel, CONTINUATION, text(60_000));
        assertThat(closeCode(channel)).isEqualTo(1009);
        sendWhole(channel, FINAL | CONTINUATION, text(10));
        WebSocketFrame none = channel.readInbound();
        assertThat(none).isNull();
    }

    private EmbeddedChannel connection() {
        InflightShare share = new InflightShare(all);
        InflightHandler inflight = new InflightHandler(share, MESSAGE_TIME);
        WebSocket13FrameDecoder decoder = new WebSocket13FrameDecoder(true, true, MAX_MESSAGE);
        decoder.setCumulator(inflight);
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline()
                .addLast(
                        decoder,
                        inflight,
                        new MessageAssembler(share, MAX_MESSAGE),
                        new CloseHandler(new RefusalHandler(new RefusalTally(line -> {}))),
                        new WebSocketFailureHandler());
        open.add(channel);
        return channel;
    }

    private static int closeCode(EmbeddedChannel channel) {
        CloseWebSocketFrame close = channel.readOutbound();
        if (close == null) {
            return 0;
        }
        assertThat(close.reasonText()).isNotEmpty();
        int code = close.statusCode();
        close.release();
        return code;
    }

    private static void sendWhole(EmbeddedChannel channel, int firstByte, byte[] payload) {
        byte[] frame = frame(firstByte, payload);
        send(channel, frame, 0, frame.length);
    }

    private static void send(EmbeddedChannel channel, byte[] bytes, int from, int to) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
    }

    private static void assertMessage(EmbeddedChannel channel, int length) {
        WebSocketFrame frame = channel.readInbound();
        assertThat(frame.content().readableBytes()).isEqualTo(length);
        assertThat(frame.isFinalFragment()).isTrue();
        frame.release();
    }

    private static byte[] text(int length) {
        return "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        byte[] chunk = new byte[1024];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int size;
        do {
            size = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.write(chunk, 0, size);
        } while (size > 0);
        deflater.end();
        byte[] bytesOut = out.toByteArray();
        return Arrays.copyOf(bytesOut, bytesOut.length - 4);
    }

    /** With a zero mask. */
    private static byte[] frame(int firstByte, byte[] payload) {
        ByteBuf frame = Unpooled.buffer();
        frame.writeByte(firstByte);
        if (payload.length < 126) {
            frame.writeByte(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.writeByte(0x80 | 126).writeShort(payload.length);
        } else {
            frame.writeByte(0x80 | 127).writeLong(payload.length);
        }
        frame.writeInt(0).writeBytes(payload);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return bytes;
    }
}
