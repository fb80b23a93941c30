package vigie.still.content;

import java.time.Duration;

/**
 * How large stills may be, and how many are kept.
 *
 * @param maxBytes how much room the kept ones may take on the disk, at least 1 MB; the oldest go first
 * @param retention how long they are kept, at least an hour
 * @param maxStillBytes how long one may be as it comes, 1 kB to 100 MB
 * @param maxPixels how many pixels a picture may have
 */
public record StillSettings(long maxBytes, Duration retention, long maxStillBytes, long maxPixels) {
    /** 1 GB, 30 days, 10 MB each, 50 million pixels: those take 200 MB in a browser. */
    public static final StillSettings DEFAULT =
            new StillSettings(1_000_000_000L, Duration.ofDays(30), 10_000_000, 50_000_000);

    /** How many values a matrix may have: {@value}. */
    public static final int MAX_CELLS = 1 << 20;

    private static final long LEAST_BYTES = 1_000_000;
    private static final long MOST_STILL_BYTES = 100_000_000;

    public StillSettings {
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("max-size: " + maxBytes + "B (expected: 1MB or more)");
        }
        if (retention.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("retention: " + retention.toMillis() + "ms (expected: 1h or more)");
        }
        if (maxStillBytes < 1000 || maxStillBytes > MOST_STILL_BYTES) {
            throw new IllegalArgumentException("max-still-bytes: " + maxStillBytes + "B (expected: 1kB to 100MB)");
        }
        if (maxStillBytes > maxBytes) {
            throw new IllegalArgumentException(
                    "max-still-bytes: " + maxStillBytes + "B (expected: no more than max-size, " + maxBytes + "B)");
        }
        if (maxPixels < 1) {
            throw new IllegalArgumentException("max-pixels: " + maxPixels + " (expected: 1 or more)");
        }
    }
}
