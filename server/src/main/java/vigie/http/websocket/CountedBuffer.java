package vigie.http.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * One buffer that grows, and whose whole memory is counted. A chain of buffers would cost many times the bytes in it when a client sends
 * few at a time.
 *
 * <p>Owned by the connection's event loop.
 */
final class CountedBuffer {
    private static final int LEAST = 256;

    private final ByteBufAllocator allocator;
    private final InflightShare share;
    private final ByteBuf buffer;

    CountedBuffer(ByteBufAllocator allocator, InflightShare share) {
        this.allocator = allocator;
        this.share = share;
        this.buffer = allocator.buffer(0);
    }

    int size() {
        return buffer.readableBytes();
    }

    /** What was appended; stays this object's. */
    ByteBuf content() {
        return buffer;
    }

    /**
     * Appends bytes and reads them from the other buffer.
     *
     * @throws WebSocketRefusedException when the budget does not allow it
     */
    void append(ByteBuf bytes) throws WebSocketRefusedException {
        makeRoom(bytes.readableBytes());
        buffer.writeBytes(bytes);
    }

    /**
     * Appends bytes.
     *
     * @throws WebSocketRefusedException when the budget does not allow it
     */
    void append(byte[] bytes, int length) throws WebSocketRefusedException {
        makeRoom(length);
        buffer.writeBytes(bytes, 0, length);
    }

    /** Takes memory before it uses it; for a moment there are the old and the new. */
    private void makeRoom(int more) throws WebSocketRefusedException {
        if (more > buffer.writableBytes()) {
            int before = buffer.capacity();
            int after =
                    Math.max(LEAST, allocator.calculateNewCapacity(buffer.writerIndex() + more, buffer.maxCapacity()));
            share.require(after);
            buffer.capacity(after);
            share.give(before);
        }
    }

    void release() {
        share.give(buffer.capacity());
        buffer.release();
    }
}
