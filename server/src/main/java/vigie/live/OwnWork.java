package vigie.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that an event loop may spend on what single sessions want for themselves: a third of all. The rest is for what all get, so
 * that no number of such wishes makes an update late. Owned by one event loop.
 */
final class OwnWork {
    private static final int SHARE = 3;

    private final long burstNanos;
    private final LongSupplier nanos;
    private long left;
    private long filledNanos;

    /**
     * @param burst how long it may take at once
     */
    OwnWork(Duration burst, LongSupplier nanos) {
        this.burstNanos = burst.toNanos();
        this.nanos = nanos;
        this.left = burstNanos;
        this.filledNanos = nanos.getAsLong();
    }

    /** Whether there is time for one more piece of work. */
    boolean hasTime() {
        long now = nanos.getAsLong();
        left = Math.min(burstNanos, left + (now - filledNanos) / SHARE);
        filledNanos = now;
        return left > 0;
    }

    /** Now, for {@link #spentSince}. */
    long begin() {
        return nanos.getAsLong();
    }

    /** A piece of work is done that was begun then. */
    void spentSince(long beganNanos) {
        left -= nanos.getAsLong() - beganNanos;
    }
}
