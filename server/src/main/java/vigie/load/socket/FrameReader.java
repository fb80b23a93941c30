package vigie.load.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's WebSocket frames (RFC 6455, section 5.2) from pieces that end anywhere. A message that lies whole in one piece
 * is handed on in place; only what is cut is copied. Owned by one event loop; close it, since it may hold a part of a message.
 */
final class FrameReader implements AutoCloseable {
    static final int CLOSE = 0x8;
    static final int PING = 0x9;

    private static final int CONTINUATION = 0x0;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int COMPRESSED = 0x40;
    private static final int MASKED = 0x80;
    private static final int OPCODE = 0x0F;
    private static final int CONTROL = 0x08;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MAX_CONTROL = 125;

    private final ByteBufAllocator allocator;
    private final int maxMessage;
    private final boolean mayCompress;
    private final FrameSink sink;

    private int headBytes;
    private int first;
    private int second;
    private long length;
    private boolean inPayload;
    /** Whether a message has begun whose last frame has not come. */
    private boolean inMessage;

    private boolean compressed;
    private @Nullable ByteBuf message;
    private @Nullable ByteBuf control;

    /**
     * @param maxMessage the longest message in bytes; a longer one is an error
     * @param mayCompress whether permessage-deflate was negotiated
     */
    FrameReader(ByteBufAllocator allocator, int maxMessage, boolean mayCompress, FrameSink sink) {
        this.allocator = allocator;
        this.maxMessage = maxMessage;
        this.mayCompress = mayCompress;
        this.sink = sink;
    }

    /** Reads all of it. */
    void read(ByteBuf in) throws FrameException {
        while (inPayload || in.isReadable()) {
            if (!inPayload && !readHead(in)) {
                return;
            }
            if (!readPayload(in)) {
                return;
            }
        }
    }

    @Override
    public void close() {
        message = released(message);
        control = released(control);
    }

    /** Whether the head is complete; then the payload follows. */
    private boolean readHead(ByteBuf in) throws FrameException {
        while (in.isReadable()) {
            int next = in.readUnsignedByte();
            if (headBytes == 0) {
                first = next;
            } else if (headBytes == 1) {
                second = next;
                length = next < LENGTH_16 ? next : 0;
            } else {
                length = length << Byte.SIZE | next;
            }
            headBytes++;
            if (headBytes == headLength()) {
                check();
                headBytes = 0;
                inPayload = true;
                return true;
            }
        }
        return false;
    }

    private int headLength() {
        if (headBytes < 2) {
            return 2;
        }
        return switch (second & ~MASKED) {
            case LENGTH_16 -> 4;
            case LENGTH_64 -> 10;
            default -> 2;
        };
    }

    private void check() throws FrameException {
        if ((second & MASKED) != 0) {
            throw new FrameException("a masked frame came from the server");
        }
        if (isControl() ? length > MAX_CONTROL || (first & FIN) == 0 : length < 0 || length > maxMessage) {
            throw new FrameException("a frame of " + length + " bytes came");
        }
        boolean begins = !isControl() && (first & OPCODE) != CONTINUATION;
        if (!isControl() && begins == inMessage) {
            throw new FrameException(begins ? "a message began within another" : "a message went on that never began");
        }
        int reserved = first & RESERVED;
        if (reserved != 0 && !(reserved == COMPRESSED && begins && mayCompress)) {
            throw new FrameException("a frame used an extension that was not negotiated");
        }
        if (begins) {
            compressed = reserved != 0;
            inMessage = true;
        }
    }

    /** Whether the frame is complete. */
    private boolean readPayload(ByteBuf in) throws FrameException {
        boolean whole = in.readableBytes() >= length;
        int count = whole ? (int) length : in.readableBytes();
        ByteBuf gathered = isControl() ? control : message;
        if (gathered == null && whole && (first & FIN) != 0) {
            inPayload = false;
            int index = in.readerIndex();
            in.skipBytes(count);
            handOn(in, index, count);
            return true;
        }
        gather(gathered, in, count);
        length -= count;
        if (!whole) {
            return false;
        }
        inPayload = false;
        if ((first & FIN) != 0) {
            handOnGathered();
        }
        return true;
    }

    private void gather(@Nullable ByteBuf gathered, ByteBuf in, int count) throws FrameException {
        ByteBuf target = gathered != null ? gathered : allocator.buffer();
        if (isControl()) {
            control = target;
        } else {
            message = target;
        }
        if (target.readableBytes() + (long) count > maxMessage) {
            throw new FrameException("a message of more than " + maxMessage + " bytes came");
        }
        target.writeBytes(in, count);
    }

    private void handOnGathered() {
        ByteBuf gathered = isControl() ? control : message;
        if (gathered != null) {
            handOn(gathered, gathered.readerIndex(), gathered.readableBytes());
            if (isControl()) {
                control = released(control);
            } else {
                message = released(message);
            }
        }
    }

    private void handOn(ByteBuf in, int index, int count) {
        if (isControl()) {
            sink.control(first & OPCODE, in, index, count);
        } else {
            inMessage = false;
            sink.message(in, index, count, compressed);
        }
    }

    private boolean isControl() {
        return (first & CONTROL) != 0;
    }

    private static @Nullable ByteBuf released(@Nullable ByteBuf buffer) {
        if (buffer != null) {
            buffer.release();
        }
        return null;
    }
}
