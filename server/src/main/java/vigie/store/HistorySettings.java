package vigie.store;

import java.time.Duration;

/**
 * What is kept, and how.
 *
 * @param enabled whether anything is
 * @param retention how long, at least an hour
 * @param maxBytes how much room it may take on the disk, at least 10 MB; the oldest goes first. SQLite's log, up to 64 MB, comes on top
 * @param commit how long readings wait at most before they are written, 10 ms to a minute; what was not written is lost with the process
 * @param commitReadings they are written at once when so many wait, 1 to 100 000
 * @param waitingReadings how many may wait while nothing can be written, such as on a full disk, at least twice
 *     {@code commitReadings}; each tick counts as ten more. When there are more, the oldest are lost, and counted
 */
public record HistorySettings(
        boolean enabled, Duration retention, long maxBytes, Duration commit, int commitReadings, int waitingReadings) {
    /** 30 days, 2 GB, every second or 5000 readings; 500 000 may wait. */
    public static final HistorySettings DEFAULT =
            new HistorySettings(true, Duration.ofDays(30), 2_000_000_000L, Duration.ofSeconds(1), 5000, 500_000);

    private static final long LEAST_BYTES = 10_000_000;
    private static final int MOST_COMMIT_READINGS = 100_000;

    public HistorySettings {
        if (retention.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("retention: " + retention.toMillis() + "ms (expected: 1h or more)");
        }
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("max-size: " + maxBytes + "B (expected: 10MB or more)");
        }
        if (commit.toMillis() < 10 || commit.toMillis() > 60_000) {
            throw new IllegalArgumentException("commit: " + commit.toMillis() + "ms (expected: 10ms to 1min)");
        }
        if (commitReadings < 1 || commitReadings > MOST_COMMIT_READINGS) {
            throw new IllegalArgumentException(
                    "commit-readings: " + commitReadings + " (expected: 1 to " + MOST_COMMIT_READINGS + ")");
        }
        if (waitingReadings < 2 * commitReadings) {
            throw new IllegalArgumentException("waiting-readings: " + waitingReadings + " (expected: "
                    + 2 * commitReadings + " or more, twice commit-readings)");
        }
    }
}
