package vigie.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many notes one session may write: {@value #MOST} in any minute. Owned by the session's event loop. */
final class NoteBudget {
    static final int MOST = 30;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoClock;
    /** When the last ones were written. */
    private final long[] written = new long[MOST];

    private int count;

    NoteBudget(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Whether one more may be written now. */
    boolean take() {
        long now = nanoClock.getAsLong();
        int place = count % MOST;
        if (count >= MOST && now - written[place] < MINUTE) {
            return false;
        }
        written[place] = now;
        count = count + 1 < 2 * MOST ? count + 1 : MOST;
        return true;
    }
}
