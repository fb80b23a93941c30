package vigie.live.frame;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vigie.protocol.WireFormat;
import vigie.protocol.message.MessageWriter;

/**
 * Appends whole messages as server frames (RFC 6455, section 5.2: final, unmasked; RFC 7692 when compressed) to a buffer. Such
 * bytes pass the WebSocket encoder untouched, so they can be built once and shared.
 *
 * <p>Not thread-safe: its scratch memory belongs to one thread.
 */
public final class FrameWriter {
    static final int FINAL = 0x80;
    /** This message is compressed (RFC 7692, section 6). */
    private static final int RSV1 = 0x40;

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    /** Scratch memory beyond this is given back after use. */
    private static final int KEPT = 1 << 20;

    /** Five readings: half of the bytes is saved here for 3 µs; of one reading's 100 bytes a tenth would be. */
    private static final int WORTH_DEFLATING = 256;

    /** What a block that is not compressed takes besides its bytes. */
    private static final int STORED = 5;

    private final int firstByte;
    private final MessageWriter messages;
    private final @Nullable FrameDeflater deflater;
    private Scratch scratch = new Scratch();

    /**
     * @param deflater compresses messages that are worth it; null when none may be
     */
    public FrameWriter(WireFormat format, @Nullable FrameDeflater deflater) {
        this.deflater = deflater;
        this.firstByte = FINAL | (format.isText() ? TEXT : BINARY);
        this.messages = new MessageWriter(format);
    }

    /** Appends the one message that {@code message} writes. */
    public void append(ByteBuf frames, BiConsumer<MessageWriter, OutputStream> message) {
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

    /**
     * A message that begins with a head of its own for each session, and goes on with the same bytes for all.
     *
     * @param bodyLength how many bytes at the end of the frame are the same for all
     * @param deflated whether they are compressed, on their own
     */
    public record Split(int bodyLength, boolean deflated) {}

    /**
     * Appends a message as {@link #append} does, so that what follows its head can be sent after another head, too.
     *
     * @param head the bytes with which the message begins
     */
    public Split appendSplit(ByteBuf frames, byte[] head, BiConsumer<MessageWriter, OutputStream> message) {
        scratch.reset();
        message.accept(messages, scratch);
        int body = scratch.size() - head.length;
        Split split =
                deflater == null || body < WORTH_DEFLATING ? null : appendSplitDeflated(frames, head, body, deflater);
        if (split == null) {
            split = new Split(body, false);
            header(frames, firstByte, scratch.size());
            scratch.copyTo(frames);
        }
        if (scratch.capacity() > KEPT) {
            scratch = new Scratch();
        }
        return split;
    }

    private @Nullable Split appendSplitDeflated(ByteBuf frames, byte[] head, int body, FrameDeflater pays) {
        int size = pays.deflate(scratch.bytes(), head.length, body);
        if (size + STORED >= body) {
            return null;
        }
        header(frames, firstByte | RSV1, STORED + head.length + size);
        stored(frames, head);
        frames.writeBytes(pays.bytes(), 0, size);
        return new Split(size, true);
    }

    /** Appends another head for the rest of a message, which must follow: a first fragment, and the header of the last (RFC 6455, section 5.4). */
    public void appendHead(ByteBuf frames, byte[] head, Split split) {
        int first = firstByte & ~FINAL;
        if (split.deflated()) {
            header(frames, first | RSV1, STORED + head.length);
            stored(frames, head);
        } else {
            header(frames, first, head.length);
            frames.writeBytes(head);
        }
        header(frames, FINAL | CONTINUATION, split.bodyLength());
    }

    /** Appends a whole message with another head, and a copy of the rest. */
    public void appendWhole(ByteBuf frames, byte[] head, Split split, ByteBuf body) {
        if (split.deflated()) {
            header(frames, firstByte | RSV1, STORED + head.length + split.bodyLength());
            stored(frames, head);
        } else {
            header(frames, firstByte, head.length + split.bodyLength());
            frames.writeBytes(head);
        }
        frames.writeBytes(body, body.writerIndex() - split.bodyLength(), split.bodyLength());
    }

    /** What begins a message is the only one to write it. */
    public MessageWriter messages() {
        return messages;
    }

    /** A block that is not compressed (RFC 1951, section 3.2.4): what follows it was compressed without knowing it. */
    private static void stored(ByteBuf frames, byte[] head) {
        frames.writeByte(0).writeShortLE(head.length).writeShortLE(~head.length).writeBytes(head);
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
