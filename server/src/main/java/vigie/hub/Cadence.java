package vigie.hub;

/**
 * Learns how often a sensor is heard, and so when it is overdue. It rises fast and falls slowly, so that a burst does not make
 * the next pause look long. A silence is not taken for a new pace until it has come three times running.
 */
final class Cadence {
    /** Nobody is called silent before this: {@value} ms. */
    static final long LEAST_PATIENCE = 2_000;

    /** How long a sensor that was heard in one tick only may be silent: {@value} ms. */
    static final long FIRST_PATIENCE = 60_000;

    private static final int PATIENCE_FACTOR = 4;
    private static final int SILENCES_TO_LEARN = 3;

    private double learntMillis;
    private int silences;

    /** Heard again after this many milliseconds, more than zero. */
    void heardAfter(long gapMillis) {
        if (learntMillis == 0) {
            learntMillis = gapMillis;
        } else if (gapMillis > patienceMillis()) {
            if (++silences >= SILENCES_TO_LEARN) {
                learntMillis = gapMillis;
                silences = 0;
            }
        } else {
            silences = 0;
            learntMillis += (gapMillis - learntMillis) / (gapMillis > learntMillis ? 2 : 16);
        }
    }

    /** How long a silence is nothing unusual. */
    long patienceMillis() {
        return learntMillis == 0 ? FIRST_PATIENCE : Math.max(LEAST_PATIENCE, (long) (PATIENCE_FACTOR * learntMillis));
    }

    /** The learnt time between readings, 0 while unknown. */
    long millis() {
        return Math.round(learntMillis);
    }
}
