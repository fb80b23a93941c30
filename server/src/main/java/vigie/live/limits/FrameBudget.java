package vigie.live.limits;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Counts the memory of all frames that sessions have not taken yet, each once however many share it, against one limit. A frame counts
 * from when it is encoded until {@link #sweep} finds that nobody else holds it: with the next tick, or when room is asked for and there
 * is none.
 *
 * <p>Thread-safe. The lock is held for a look at each frame.
 */
public final class FrameBudget implements AutoCloseable {
    /** A full budget is swept again after so long: 5 ms. */
    private static final long SWEEP_AGAIN_NANOS = 5_000_000;

    private final long limit;
    private final LongSupplier nanos;
    private final AtomicLong bytes = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock, as the next. */
    private final List<ByteBuf> held = new ArrayList<>();

    private long sweptNanos;

    /** Who asks for room: the more depends on it, the later it is refused. */
    public enum Purpose {
        /** Frames of views that few watch, and stills. */
        FEW(2),
        /** What one session wants: welcome, backfill, catch-up, events. */
        ONE(3),
        /** Frames of the views that most watch. */
        MANY(4);

        private final int quarters;

        Purpose(int quarters) {
            this.quarters = quarters;
        }
    }

    public FrameBudget(long limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.sweptNanos = nanos.getAsLong() - SWEEP_AGAIN_NANOS;
    }

    /** Whether one more may be encoded. */
    public boolean hasRoom(Purpose purpose) {
        long most = limit / 4 * purpose.quarters;
        if (bytes.get() < most) {
            return true;
        }
        sweepIfDue();
        return bytes.get() < most;
    }

    /** Whether so much is held that sessions that take nothing have to go. */
    public boolean isPressed() {
        return !hasRoom(Purpose.FEW);
    }

    /** A frame was encoded; the caller's reference stays its own. */
    public void hold(ByteBuf frames) {
        lock.lock();
        try {
            held.add(frames);
            frames.retain();
            bytes.addAndGet(frames.capacity());
        } finally {
            lock.unlock();
        }
    }

    /** Lets go what nobody else holds. */
    public void sweep() {
        lock.lock();
        try {
            sweptNanos = nanos.getAsLong();
            int kept = 0;
            for (int i = 0; i < held.size(); i++) {
                ByteBuf frames = held.get(i);
                if (frames.refCnt() > 1) {
                    held.set(kept++, frames);
                } else {
                    letGo(frames);
                }
            }
            held.subList(kept, held.size()).clear();
        } finally {
            lock.unlock();
        }
    }

    private void sweepIfDue() {
        lock.lock();
        try {
            if (nanos.getAsLong() - sweptNanos >= SWEEP_AGAIN_NANOS) {
                sweep();
            }
        } finally {
            lock.unlock();
        }
    }

    private void letGo(ByteBuf frames) {
        bytes.addAndGet(-frames.capacity());
        frames.release();
    }

    /** How much is held. */
    public long bytes() {
        return bytes.get();
    }

    /** Lets go all. To be called when nothing is encoded any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            held.forEach(this::letGo);
            held.clear();
        } finally {
            lock.unlock();
        }
    }
}
