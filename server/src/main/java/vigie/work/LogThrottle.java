package vigie.work;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets a message that clients, devices or a failing disk can repeat into the log once a minute, and counts how often it was held
 * back in between. Every log line that can repeat goes through one. Thread-safe.
 */
public final class LogThrottle {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final LongSupplier nanos;
    private final AtomicLong lastNanos;
    private final AtomicLong heldBack = new AtomicLong();

    /** Throttles by the machine's clock. */
    public LogThrottle() {
        this(System::nanoTime);
    }

    /**
     * @param nanos the time in nanoseconds, as {@link System#nanoTime}
     */
    public LogThrottle(LongSupplier nanos) {
        this.nanos = nanos;
        this.lastNanos = new AtomicLong(nanos.getAsLong() - MINUTE_NANOS);
    }

    /** Whether the message may be logged now: the first time, and then once a minute. Otherwise it counts as held back. */
    public boolean isDue() {
        long now = nanos.getAsLong();
        long last = lastNanos.get();
        if (now - last >= MINUTE_NANOS && lastNanos.compareAndSet(last, now)) {
            return true;
        }
        heldBack.incrementAndGet();
        return false;
    }

    /** How often the message was held back since this was last called. */
    public long takeHeldBack() {
        return heldBack.getAndSet(0);
    }
}
