package vigie.http;

import java.util.concurrent.atomic.AtomicLong;

/** Lets the log tell of what strangers may cause as often as they like, but once a minute at most. Thread-safe. */
final class OnceAMinute {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - MINUTE_NANOS);

    /** Whether a minute is over since this was last true. */
    boolean isDue() {
        long now = System.nanoTime();
        long last = lastNanos.get();
        return now - last >= MINUTE_NANOS && lastNanos.compareAndSet(last, now);
    }
}
