package vigie.source.simulated.plant;

import java.time.Duration;

/**
 * When something happens, counted from when the source was made.
 *
 * @param every from one beginning to the next, more than zero
 * @param first when it begins for the first time
 * @param lasts how long, less than {@code every}; zero is one line
 */
public record Schedule(Duration every, Duration first, Duration lasts) {
    public Schedule {
        if (every.toMillis() <= 0) {
            throw new IllegalArgumentException("every: " + every + " (expected: at least 1 ms)");
        }
        if (first.isNegative()) {
            throw new IllegalArgumentException("first: " + first + " (expected: zero or more)");
        }
        if (lasts.isNegative() || lasts.compareTo(every) >= 0) {
            throw new IllegalArgumentException(
                    "lasts: " + lasts + " (expected: zero or more, less than every, " + every + ")");
        }
    }

    /** Whether it goes on at this time. */
    public boolean active(long millis) {
        long since = sinceBeginning(millis);
        return since >= 0 && since < lasts.toMillis();
    }

    /** Whether it goes on, or began since the time before. */
    public boolean touches(long beforeMillis, long millis) {
        return active(millis) || occurrence(millis) > occurrence(beforeMillis);
    }

    /** How long ago it last began, -1 when it never did. */
    public long sinceBeginning(long millis) {
        long since = millis - first.toMillis();
        return since < 0 ? -1 : since % every.toMillis();
    }

    private long occurrence(long millis) {
        long since = millis - first.toMillis();
        return since < 0 ? -1 : since / every.toMillis();
    }
}
