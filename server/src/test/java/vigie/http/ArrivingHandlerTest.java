package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import org.junit.jupiter.api.Test;

class ArrivingHandlerTest {
    private static final int LIMIT = 10_000;
    private final ArrivingBytes all = new ArrivingBytes(LIMIT);

    @Test
    void frames_cutAtEveryByte_leaveNothingBehind() {
        for (int length : new int[] {0, 1, 125, 126, 300}) {
            byte[] frame = frame(length);
            for (int cut = 0; cut <= frame.length; cut++) {
                EmbeddedChannel channel = connection();
                send(channel, frame, 0, cut);
                send(channel, frame, cut, frame.length);
                send(channel, frame, 0, frame.length);
                assertFrame(channel, length);
                assertFrame(channel, length);
                assertCounted(0);
                channel.finishAndReleaseAll();
            }
        }
    }

    @Test
    void whatIsNotWhole_counts_untilItIs_orItsConnectionIsGone() {
        EmbeddedChannel first = connection();
        EmbeddedChannel second = connection();
        send(first, frame(70_000), 0, 6000);
        send(second, frame(70_000), 0, 3000);
        assertCounted(9000);
        send(second, frame(70_000), 3000, 3500);
        assertCounted(9500);
        second.finishAndReleaseAll();
        assertCounted(6000);
        send(first, frame(70_000), 6000, frame(70_000).length);
        assertFrame(first, 70_000);
        assertCounted(0);
        first.finishAndReleaseAll();
    }

    @Test
    void tooMuchOnAllTogether_whoHasMuchIsEnded_1013_whoHasLittleIsNot() {
        EmbeddedChannel first = connection();
        EmbeddedChannel second = connection();
        EmbeddedChannel third = connection();
        send(first, frame(70_000), 0, 9000);
        send(second, frame(70_000), 0, 2000);
        Object none = second.readOutbound();
        assertThat(none).as("it has little").isNull();
        send(third, frame(70_000), 0, 5000);
        CloseWebSocketFrame close = third.readOutbound();
        assertThat(close.statusCode()).isEqualTo(1013);
        assertThat(close.reasonText()).contains("try again later");
        close.release();
        assertCounted(11_000);
        send(third, frame(70_000), 5000, 60_000);
        assertCounted(11_000);
        assertThat(third.finish()).as("nothing of it is left").isFalse();
        send(second, frame(70_000), 2000, frame(70_000).length);
        close = second.readOutbound();
        assertThat(close).as("whole at once").isNull();
        assertFrame(second, 70_000);
        first.finishAndReleaseAll();
        second.finishAndReleaseAll();
        assertCounted(0);
    }

    private EmbeddedChannel connection() {
        ArrivingHandler arriving = new ArrivingHandler(all);
        WebSocket13FrameDecoder decoder = new WebSocket13FrameDecoder(true, false, 1 << 20);
        decoder.setCumulator(arriving);
        return new EmbeddedChannel(decoder, arriving);
    }

    private static void send(EmbeddedChannel channel, byte[] bytes, int from, int to) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
    }

    private static void assertFrame(EmbeddedChannel channel, int length) {
        BinaryWebSocketFrame frame = channel.readInbound();
        assertThat(frame.content().readableBytes()).isEqualTo(length);
        frame.release();
    }

    private void assertCounted(long bytes) {
        all.change(LIMIT - bytes);
        assertThat(all.tooMany()).isFalse();
        all.change(1);
        assertThat(all.tooMany()).isTrue();
        all.change(bytes - LIMIT - 1);
    }

    /** Whole, binary, with a zero mask. */
    private static byte[] frame(int length) {
        ByteBuf frame = Unpooled.buffer();
        frame.writeByte(0x82);
        if (length < 126) {
            frame.writeByte(0x80 | length);
        } else if (length < 65_536) {
            frame.writeByte(0x80 | 126).writeShort(length);
        } else {
            frame.writeByte(0x80 | 127).writeLong(length);
        }
        frame.writeInt(0).writeZero(length);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return bytes;
    }
}
