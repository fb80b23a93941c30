package vigie.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is told of one source that is lost and comes back. When it is lost for the fifth time within a minute, its return is told only
 * once it stayed for a minute, with how often it was lost meanwhile: a loose plug does not fill the event log. Not thread-safe.
 */
final class SourceOutages {
    private static final int MOST_LOST = 4;
    private static final long QUIET_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long NEVER = Long.MIN_VALUE;

    /** When it was told as lost last, in a ring. */
    private final long[] lostMillis = new long[MOST_LOST];

    private int count;
    private boolean lost;
    private boolean flapping;
    /** Since when a flapping source is back; {@link #NEVER} while it is not. */
    private long backMillis = NEVER;

    private long heldBack;

    /** Whether it was told as lost, and not as back. */
    boolean isLost() {
        return lost;
    }

    /** It is told as lost. */
    void lost(long nowMillis) {
        int place = count % MOST_LOST;
        long age = nowMillis - lostMillis[place];
        flapping = count >= MOST_LOST && age >= 0 && age < QUIET_MILLIS;
        lostMillis[place] = nowMillis;
        count = count + 1 < 2 * MOST_LOST ? count + 1 : MOST_LOST;
        lost = true;
        heldBack = 0;
        backMillis = NEVER;
    }

    /** It is lost again before its return was told. */
    void lostAgain() {
        if (backMillis != NEVER) {
            heldBack++;
            backMillis = NEVER;
        }
    }

    /** It is live. Whether that may be told now. */
    boolean mayTellBack(long nowMillis) {
        if (flapping && backMillis == NEVER) {
            backMillis = nowMillis;
        }
        return lost && !flapping;
    }

    /** Whether it flapped, and has stayed long enough since. */
    boolean hasSettled(long nowMillis) {
        return lost && flapping && backMillis != NEVER && nowMillis - backMillis >= QUIET_MILLIS;
    }

    /** Its return is told. */
    void back() {
        lost = false;
        flapping = false;
        backMillis = NEVER;
    }

    /** What is said of the return of a source that flapped. */
    String text() {
        long since = lostMillis[(count - 1) % MOST_LOST];
        return "lost " + heldBack + " more times since "
                + Instant.ofEpochMilli(since).truncatedTo(ChronoUnit.SECONDS);
    }
}
