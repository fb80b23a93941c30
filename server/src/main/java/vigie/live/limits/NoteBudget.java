package vigie.live.limits;

import java.time.Duration;

/** How much may be written in any minute. Not thread-safe. */
public final class NoteBudget {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int most;
    /** When the last ones were written, in a ring. */
    private final long[] written;

    private int count;

    /**
     * @param most how many in any minute
     */
    public NoteBudget(int most) {
        this.most = most;
        this.written = new long[most];
    }

    int most() {
        return most;
    }

    /** Whether one more may be written at this time. */
    boolean isFree(long nanos) {
        return count < most || nanos - written[count % most] >= MINUTE;
    }

    /** One is written. */
    void take(long nanos) {
        written[count % most] = nanos;
        count = count + 1 < 2 * most ? count + 1 : most;
    }

    /** Whether nothing was written for a minute. */
    boolean isIdle(long nanos) {
        return count == 0 || nanos - written[(count - 1) % most] >= MINUTE;
    }
}
