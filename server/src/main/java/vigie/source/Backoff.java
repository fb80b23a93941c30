package vigie.source;

import java.time.Duration;

/**
 * How long to wait between tries: doubling from {@code first} to {@code longest}.
 *
 * @param first after the first failure, more than zero
 * @param longest at most
 */
public record Backoff(Duration first, Duration longest) {
    /** From a quarter of a second to five: a device is found again at once, and a missing one costs nothing. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "backoff: " + first + " to " + longest + " (expected: 0 < first <= longest)");
        }
    }

    Duration after(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(longest) > 0 ? longest : twice;
    }
}
