package vigie.live;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import vigie.protocol.MessageWriter;
import vigie.protocol.WireFormat;

/**
 * Appends whole messages as server frames (RFC 6455, section 5.2: final, unmasked) to a buffer. Such bytes pass the
 * WebSocket encoder untouched, so they can be built once and shared.
 *
 * <p>Not thread-safe: its scratch memory belongs to one thread.
 */
final class FrameWriter {
    private static final int FINAL = 0x80;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    /** Scratch memory beyond this is given back after use. */
    private static final int KEPT = 1 << 20;

    private final int firstByte;
    private final MessageWriter messages;
    private Scratch scratch = new Scratch();

    FrameWriter(WireFormat format) {
        this.firstByte = FINAL | (format.isText() ? TEXT : BINARY);
        this.messages = new MessageWriter(format);
    }

    /** Appends the one message that {@code message} writes. */
    void append(ByteBuf frames, BiConsumer<MessageWriter, OutputStream> message) {
        scratch.reset();
        message.accept(messages, scratch);
        header(frames, scratch.size());
        scratch.copyTo(frames);
        if (scratch.capacity() > KEPT) {
            scratch = new Scratch();
        }
    }

    private void header(ByteBuf frames, int length) {
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

        private int capacity() {
            return buf.length;
        }

        private void copyTo(ByteBuf target) {
            target.writeBytes(buf, 0, count);
        }
    }
}
