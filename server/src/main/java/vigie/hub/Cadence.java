package vigie.hub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a sensor is heard, and so when it is overdue: learnt, unless it was set. It rises fast and falls slowly, so that a
 * burst does not make the next pause look long. A silence is not taken for a new pace until it has come three times running.
 * Pauses between bursts that are alike become a habit after three times, so that a device that speaks now and then is not called
 * silent each time.
 */
final class Cadence {
    /** Nobody is called silent before this: {@value} ms. */
    static final long LEAST_PATIENCE = 2_000;

    /** How long a sensor that was heard in one tick only may be silent: {@value} ms. */
    static final long FIRST_PATIENCE = 60_000;

    private static final int PATIENCE_FACTOR = 4;
    private static final int SILENCES_TO_LEARN = 3;
    /** Pauses are alike when none is more than so many times as long as another; a usual one may last so much longer. */
    private static final int ALIKE = 2;
    /** A pause that has not come again for so many times its length is no habit any more. */
    private static final int HABIT = 10;

    private final boolean set;
    private double paceMillis;
    private int silencesRunning;
    private int pauses;
    private long pauseMillis;
    private long sincePauseMillis;

    /**
     * @param set the time between readings when it is not to be learnt
     */
    Cadence(@Nullable Duration set) {
        this.set = set != null;
        this.paceMillis = set == null ? 0 : set.toMillis();
    }

    /** Heard again after this many milliseconds, more than zero. */
    void heardAfter(long gapMillis) {
        if (set) {
            return;
        }
        if (paceMillis == 0) {
            paceMillis = gapMillis;
        } else if (gapMillis > patienceOfPace()) {
            silence(gapMillis);
        } else {
            ordinary(gapMillis);
        }
    }

    /** How long a silence is nothing unusual. */
    long patienceMillis() {
        if (paceMillis == 0) {
            return FIRST_PATIENCE;
        }
        return pauses < SILENCES_TO_LEARN ? patienceOfPace() : Math.max(patienceOfPace(), ALIKE * pauseMillis);
    }

    /** The time between readings, 0 while unknown. */
    long millis() {
        return Math.round(paceMillis);
    }

    private long patienceOfPace() {
        return Math.max(LEAST_PATIENCE, (long) (PATIENCE_FACTOR * paceMillis));
    }

    private void silence(long gapMillis) {
        if (++silencesRunning >= SILENCES_TO_LEARN) {
            paceMillis = gapMillis;
            silencesRunning = 0;
            pauses = 0;
            return;
        }
        boolean alike = gapMillis <= ALIKE * pauseMillis && pauseMillis <= ALIKE * gapMillis;
        pauses = pauses > 0 && alike ? pauses + 1 : 1;
        pauseMillis = pauses == 1 ? gapMillis : Math.max(pauseMillis, gapMillis);
        sincePauseMillis = 0;
    }

    private void ordinary(long gapMillis) {
        silencesRunning = 0;
        sincePauseMillis += gapMillis;
        if (sincePauseMillis > HABIT * pauseMillis) {
            pauses = 0;
        }
        paceMillis += (gapMillis - paceMillis) / (gapMillis > paceMillis ? 2 : 16);
    }
}
