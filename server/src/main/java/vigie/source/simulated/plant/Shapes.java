package vigie.source.simulated.plant;

import java.time.Duration;

/**
 * How lively the sensors are.
 *
 * @param day how long the daily curve takes; a short one shows it within minutes
 * @param daily factor on the daily curve, 0 for none, 1 as the plant has it
 * @param walk factor on the wandering, likewise
 * @param noise factor on the noise, likewise
 */
public record Shapes(Duration day, double daily, double walk, double noise) {
    /** As the plant has them. */
    public static final Shapes DEFAULT = new Shapes(Duration.ofDays(1), 1, 1, 1);

    public Shapes {
        if (day.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("day: " + day + " (expected: at least 1 s)");
        }
        requireFactor("daily", daily);
        requireFactor("walk", walk);
        requireFactor("noise", noise);
    }

    private static void requireFactor(String name, double factor) {
        if (!(factor >= 0 && factor <= 1000)) {
            throw new IllegalArgumentException(name + ": " + factor + " (expected: 0 to 1000)");
        }
    }
}
