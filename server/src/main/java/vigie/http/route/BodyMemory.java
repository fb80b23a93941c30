package vigie.http.route;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory that bodies may take together while clients take their time: answers on their way out, or uploads on their way in. When
 * it is used up, the connection that has made no progress for longest gives way; if all make progress, the newcomer has to wait.
 *
 * <p>Thread-safe.
 */
public final class BodyMemory {
    /** How long a connection may stand still before it is ended for others: a second. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    private final long limit;
    private final long graceNanos;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Held> held = new LinkedHashSet<>();
    private long bytes;

    /** Some of the memory, held for one connection. */
    public interface Hold {
        /** Holds nothing. */
        Hold NONE = new Hold() {
            @Override
            public void progress() {
                // Nobody asks.
            }

            @Override
            public void release() {
                // There is nothing.
            }
        };

        /** The client has taken, or sent, something. */
        void progress();

        /** The memory is free again. May be called more than once. */
        void release();
    }

    /**
     * @param limit how many bytes
     * @param grace how long a connection may stand still before it is ended for others
     */
    public BodyMemory(long limit, Duration grace) {
        this(limit, grace, System::nanoTime);
    }

    /**
     * @param nanos the time in nanoseconds, as {@link System#nanoTime}
     */
    public BodyMemory(long limit, Duration grace, LongSupplier nanos) {
        this.limit = limit;
        this.graceNanos = grace.toNanos();
        this.nanos = nanos;
    }

    /** A share of the heap that the virtual machine may take. */
    static BodyMemory ofHeap(int divisor) {
        return new BodyMemory(Runtime.getRuntime().maxMemory() / divisor, GRACE);
    }

    /** How many bytes are held now. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Holds memory for a connection.
     *
     * @return null when there is no room
     */
    @Nullable
    public Hold hold(Channel channel, long wanted) {
        Held hold = new Held(channel);
        return hold.grow(wanted) ? hold : null;
    }

    /** Holds nothing yet. */
    public Held open(Channel channel) {
        return new Held(channel);
    }

    private boolean makeRoom(Held asking, long wanted) {
        while (bytes + wanted > limit) {
            Held stalled = held.stream()
                    .filter(one -> one != asking && !one.kept)
                    .min(Comparator.comparingLong(one -> one.progressNanos))
                    .orElse(null);
            if (stalled == null || nanos.getAsLong() - stalled.progressNanos < graceNanos) {
                return false;
            }
            drop(stalled);
            var unused = stalled.channel.close();
        }
        return true;
    }

    private void drop(Held one) {
        held.remove(one);
        bytes -= one.size;
        one.size = 0;
    }

    /** What one connection holds. */
    public final class Held implements Hold {
        private final Channel channel;
        private volatile long progressNanos;
        /** Guarded by the lock. */
        private long size;

        private volatile boolean kept;

        private Held(Channel channel) {
            this.channel = channel;
            this.progressNanos = nanos.getAsLong();
        }

        /** Holds more; whether there is room. */
        public boolean grow(long more) {
            lock.lock();
            try {
                if (!makeRoom(this, more)) {
                    return false;
                }
                size += more;
                bytes += more;
                held.add(this);
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** Holds it until it is released, however long that takes: the client does not keep it waiting. */
        public void keep() {
            kept = true;
        }

        @Override
        public void progress() {
            progressNanos = nanos.getAsLong();
        }

        @Override
        public void release() {
            lock.lock();
            try {
                drop(this);
            } finally {
                lock.unlock();
            }
        }
    }
}
