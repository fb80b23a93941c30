package vigie.live;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vigie.protocol.MessageWriter;
import vigie.protocol.WireFormat;

/**
 * Appends whole messages as server frames (RFC 6455, section 5.2: final, unmasked; RFC 7692 when compressed) to a buffer. Such
 * bytes pass the WebSocket encoder untouched, so they can be built once and shared.
 *
 * <p>Not thread-safe: its scratch memory belongs to one thread.
 */
final class FrameWriter {
    private static final int FINAL = 0x80;
    /** This message is compressed (RFC 7692, section 6). */
    private static final int RSV1 = 0x40;

    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    /** Scratch memory beyond this is given back after use. */
    private static final int KEPT = 1 << 20;

    /** Five readings: half of the bytes is saved here for 3 µs; of one reading's 100 bytes a tenth would be. */
    private static final int WORTH_DEFLATING = 256;

    private final int firstByte;
    private final MessageWriter messages;
    private final @Nullable FrameDeflater deflater;
    private Scratch scratch = new Scratch();

    /**
     * @param deflater compresses messages that are worth it; null when none may be
     */
    FrameWriter(WireFormat format, @Nullable FrameDeflater deflater) {
        this.deflater = deflater;
        this.firstByte = FINAL | (format.isText() ? TEXT : BINARY);
        this.messages = new MessageWriter(format);
    }

    /** Appends the one message that {@code message} writes. */
    void append(ByteBuf frames, BiConsumer<MessageWriter, OutputStream> message) {
        scratch.reset();
        message.accept(messages, scratch);
        if (deflater == null || scratch.size() < WORTH_DEFLATING || !appendDeflated(frames, deflater)) {
            header(frames, firstByte, scratch.size());
            scratch.copyTo(frames);
        }
        if (scratch.capacity() > KEPT) {
            scratch = new Scratch();
        }
    }

    private boolean appendDeflated(ByteBuf frames, FrameDeflater pays) {
        int size = pays.deflate(scratch.bytes(), scratch.size());
        if (size >= scratch.size()) {
            return false;
        }
        header(frames, firstByte | RSV1, size);
        frames.writeBytes(pays.bytes(), 0, size);
        return true;
    }

    private static void header(ByteBuf frames, int firstByte, int length) {
        frames.writeByte(firstByte);
        if (length < LENGTH_16) {
            frames.writeByte(length);
        } else if (length <= 0xFFFF) {
            frames.writeByte(LENGTH_16).writeShort(length);
        } else {
            frames.writeByte(LENGTH_64).writeLong(length);
        }
    }

    private static final class Scratch extends ByteArrayOutputStream {
        private Scratch() {
            super(4096);
        }

        private byte[] bytes() {
            return buf;
        }

        private int capacity() {
            return buf.length;
        }

        private void copyTo(ByteBuf target) {
            target.writeBytes(buf, 0, count);
        }
    }
}
