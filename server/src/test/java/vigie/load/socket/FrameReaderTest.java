package vigie.load.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int TEXT = 0x81;
    private static final int COMPRESSED_TEXT = 0xC1;
    private static final int TEXT_BEGINS = 0x01;
    private static final int GOES_ON = 0x00;
    private static final int ENDS = 0x80;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    private final List<String> heard = new ArrayList<>();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @Test
    void stream_cutAtEveryByte_saysTheSame() throws Exception {
        ByteBuf stream = stream();
        read(reader(), stream.duplicate());
        List<String> whole = List.copyOf(heard);
        assertThat(whole)
                .containsExactly(
                        "short",
                        "",
                        text(126),
                        text(65_535),
                        text(65_536),
                        "9:are you there",
                        "begin-middle-end",
                        "z:packed",
                        "8:\u0003éjust so");
        int end = stream.readableBytes();
        for (int cut = 0; cut <= end; cut += cut < 300 || cut > end - 300 ? 1 : 997) {
            heard.clear();
            FrameReader reader = reader();
            read(reader, stream.slice(0, cut));
            read(reader, stream.slice(cut, end - cut));
            assertThat(heard).as("cut at %d", cut).isEqualTo(whole);
            reader.close();
        }
        stream.release();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void stream_byteByByte_saysTheSame() throws Exception {
        ByteBuf stream = stream();
        read(reader(), stream.duplicate());
        List<String> whole = List.copyOf(heard);
        heard.clear();
        FrameReader reader = reader();
        for (int i = 0; i < stream.readableBytes(); i++) {
            read(reader, stream.slice(i, 1));
        }
        assertThat(heard).isEqualTo(whole);
        stream.release();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void close_inTheMiddleOfAMessage_releasesWhatItHeld() throws Exception {
        FrameReader reader = reader();
        ByteBuf part = frame(TEXT, "half of it");
        read(reader, part.slice(0, 6));
        assertThat(allocator.metric().usedHeapMemory()).isPositive();
        reader.close();
        part.release();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8180", // masked
                "9100", // a reserved bit without an extension
                "8000", // goes on without a beginning
                "01008100", // a message within a message
                "0900", // a ping in pieces
                "897e0080", // a ping of 128 bytes
                "817f0000000100000000", // 4 GiB
                "817fffffffffffffffff", // negative
            })
    void wrongFrame_isRefused(String hex) {
        ByteBuf wrong = Unpooled.wrappedBuffer(io.netty.buffer.ByteBufUtil.decodeHexDump(hex));
        assertThatThrownBy(() -> read(reader(), wrong)).isInstanceOf(FrameException.class);
    }

    @Test
    void fragments_longerTogetherThanTheLimit_areRefused() {
        FrameReader reader = new FrameReader(allocator, 8, false, new Heard());
        ByteBuf pieces = Unpooled.wrappedBuffer(frame(TEXT_BEGINS, "12345"), frame(GOES_ON, "6789"));
        assertThatThrownBy(() -> read(reader, pieces))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("more than 8 bytes");
        reader.close();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void compressedFrame_notNegotiated_isRefused() {
        FrameReader reader = new FrameReader(allocator, 1 << 20, false, new Heard());
        assertThatThrownBy(() -> read(reader, frame(COMPRESSED_TEXT, "packed"))).isInstanceOf(FrameException.class);
    }

    private FrameReader reader() {
        return new FrameReader(allocator, 1 << 20, true, new Heard());
    }

    private static void read(FrameReader reader, ByteBuf in) throws FrameException {
        reader.read(in);
        assertThat(in.isReadable()).isFalse();
    }

    private static ByteBuf stream() {
        return Unpooled.copiedBuffer(
                frame(TEXT, "short"),
                frame(TEXT, ""),
                frame(TEXT, text(126)),
                frame(TEXT, text(65_535)),
                frame(TEXT, text(65_536)),
                frame(TEXT_BEGINS, "begin-"),
                frame(GOES_ON, "middle-"),
                frame(PING, "are you there"),
                frame(ENDS, "end"),
                frame(COMPRESSED_TEXT, "packed"),
                frame(CLOSE, "\u0003éjust so"));
    }

    private static ByteBuf frame(int first, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer().writeByte(first);
        if (bytes.length < 126) {
            frame.writeByte(bytes.length);
        } else if (bytes.length < 1 << 16) {
            frame.writeByte(126).writeShort(bytes.length);
        } else {
            frame.writeByte(127).writeLong(bytes.length);
        }
        return frame.writeBytes(bytes);
    }

    private static String text(int length) {
        return "0123456789".repeat(length / 10 + 1).substring(0, length);
    }

    private final class Heard implements FrameSink {
        @Override
        public void message(ByteBuf in, int index, int length, boolean compressed) {
            heard.add((compressed ? "z:" : "") + in.toString(index, length, StandardCharsets.UTF_8));
        }

        @Override
        public void control(int opcode, ByteBuf in, int index, int length) {
            heard.add(opcode + ":" + in.toString(index, length, StandardCharsets.UTF_8));
        }
    }
}
