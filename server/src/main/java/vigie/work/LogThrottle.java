package vigie.work;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets a message that clients, devices or a failing disk can repeat into the log once a minute, and counts how often it was held
 * back in between. A message that tells of changes may come a few times a minute. Every log line that can repeat goes through one.
 * Thread-safe.
 */
public final class LogThrottle {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final LongSupplier nanos;
    private final int most;
    private final AtomicLong heldBack = new AtomicLong();
    /** Guarded by this, as is the count: when the minute began that runs. */
    private long beganNanos;

    private int passed;

    /** Throttles by the machine's clock. */
    public LogThrottle() {
        this(1);
    }

    /**
     * Throttles by the machine's clock.
     *
     * @param most how many messages a minute may be logged
     */
    public LogThrottle(int most) {
        this(most, System::nanoTime);
    }

    /**
     * @param nanos the time in nanoseconds, as {@link System#nanoTime}
     */
    public LogThrottle(LongSupplier nanos) {
        this(1, nanos);
    }

    /**
     * @param most how many messages a minute may be logged
     * @param nanos the time in nanoseconds, as {@link System#nanoTime}
     */
    public LogThrottle(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
        this.beganNanos = nanos.getAsLong();
    }

    /** Whether the message may be logged now: the first time, and then once a minute. Otherwise it counts as held back. */
    public boolean isDue() {
        if (passes()) {
            return true;
        }
        heldBack.incrementAndGet();
        return false;
    }

    private synchronized boolean passes() {
        long now = nanos.getAsLong();
        if (passed == 0 || now - beganNanos >= MINUTE_NANOS) {
            beganNanos = now;
            passed = 0;
        }
        if (passed == most) {
            return false;
        }
        passed++;
        return true;
    }

    /** How often the message was held back since this was last called. */
    public long takeHeldBack() {
        return heldBack.getAndSet(0);
    }

    /** The same as words to append to the message; empty when it was not held back. */
    public String takeHeldBackText() {
        long count = takeHeldBack();
        return count == 0 ? "" : " (" + count + " similar messages before this one were held back)";
    }
}
