package vigie.http.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Gives every read a buffer of the same size: clients send little, and need no memory each to learn how much.
 *
 * <p>When there is no memory it gives a small spare buffer. An error would end the event loop of io_uring (Netty 4.2), and with it all
 * connections of that loop. Whatever else needs memory for these bytes then fails in a handler, where the connection is ended with words.
 *
 * <p>Thread-safe.
 */
public final class ReadBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int SPARE_SIZE = 128;

    private final int size;
    private final Queue<SpareBuffer> spare = new ConcurrentLinkedQueue<>();

    /** There is no memory for a read, nor a spare buffer. Has no stack trace: many reads may fail. */
    public static final class NoReadBufferException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoReadBufferException(OutOfMemoryError cause) {
            super("no memory for a read", cause, false, false);
        }
    }

    /**
     * @param size of the buffers, in bytes
     * @param spareBuffers how many reads can go on at a time without memory
     */
    public ReadBuffers(int size, int spareBuffers) {
        this.size = size;
        Stream.generate(() -> new SpareBuffer(spare)).limit(spareBuffers).forEach(spare::add);
    }

    @Override
    @SuppressWarnings("deprecation") // That is what the interface returns.
    public Handle newHandle() {
        return new FixedHandle();
    }

    private final class FixedHandle extends MaxMessageHandle {
        @Override
        public int guess() {
            return size;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            try {
                return allocator.ioBuffer(size);
            } catch (OutOfMemoryError e) {
                SpareBuffer buffer = spare.poll();
                if (buffer == null) {
                    throw new NoReadBufferException(e);
                }
                return buffer.fresh();
            }
        }
    }

    /** Goes back to the others when it is released. */
    private static final class SpareBuffer extends UnpooledDirectByteBuf {
        private final Queue<SpareBuffer> home;

        SpareBuffer(Queue<SpareBuffer> home) {
            super(UnpooledByteBufAllocator.DEFAULT, SPARE_SIZE, SPARE_SIZE);
            this.home = home;
        }

        SpareBuffer fresh() {
            resetRefCnt();
            clear();
            return this;
        }

        @Override
        protected void deallocate() {
            home.add(this);
        }
    }
}
