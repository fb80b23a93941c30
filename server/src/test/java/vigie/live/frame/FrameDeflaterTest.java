package vigie.live.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.protocol.WireFormat;

class FrameDeflaterTest {
    private final FrameDeflater deflater = new FrameDeflater(1);

    @AfterEach
    void close() {
        deflater.close();
    }

    @Test
    void deflate_anyLength_eachMessageStandsAlone() throws Exception {
        Random random = new Random(1);
        for (int length = 1; length < 300_000; length = length * 5 / 3 + 1) {
            byte[] dull = new byte[length];
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            assertThat(inflated(deflated(dull), length)).isEqualTo(dull);
            assertThat(inflated(deflated(noise), length)).isEqualTo(noise);
        }
    }

    @Test
    void deflate_sameMessageTwice_sameBytes() {
        byte[] message = "{\"type\":\"update\",\"readings\":[]}".repeat(20).getBytes(StandardCharsets.UTF_8);
        assertThat(deflated(message)).isEqualTo(deflated(message)).hasSizeLessThan(message.length / 5);
    }

    @Test
    void append_shortOrIncompressible_plain_longCompressed() {
        byte[] noise = new byte[1000];
        new Random(2).nextBytes(noise);
        assertThat(firstByte(new byte[255])).isEqualTo(0x81);
        assertThat(firstByte(new byte[256])).isEqualTo(0xC1);
        assertThat(firstByte(noise)).isEqualTo(0x81);
    }

    private int firstByte(byte[] message) {
        ByteBuf frames = Unpooled.buffer();
        new FrameWriter(WireFormat.JSON, deflater).append(frames, (messages, out) -> {
            try {
                out.write(message);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return frames.readUnsignedByte();
    }

    private byte[] deflated(byte[] message) {
        int size = deflater.deflate(message, message.length);
        return Arrays.copyOf(deflater.bytes(), size);
    }

    private static byte[] inflated(byte[] deflated, int length) throws DataFormatException {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(deflated);
        input.writeBytes(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(input.toByteArray());
            byte[] message = new byte[length + 1];
            int size = 0;
            for (int more = inflater.inflate(message);
                    more > 0;
                    more = inflater.inflate(message, size, length + 1 - size)) {
                size += more;
            }
            return Arrays.copyOf(message, size);
        } finally {
            inflater.end();
        }
    }
}
