package vigie.source.camera;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * A source of stills.
 *
 * @param id the source's id
 * @param name what people call it; the id when null
 * @param channel the source's only channel; 1 to 64 letters, digits, dots, dashes or underscores: it becomes part of a folder's name
 * @param every how often it is looked or asked, 100 ms to a day
 */
public record StillSourceSettings(
        String id, @Nullable String name, String channel, StillOrigin origin, Duration every) {
    public static final String DEFAULT_CHANNEL = "camera";
    /** A folder is looked at every second, a camera is asked every five. */
    public static final Duration DEFAULT_EVERY_FOLDER = Duration.ofSeconds(1);

    public static final Duration DEFAULT_EVERY_URL = Duration.ofSeconds(5);
    public static final Duration DEFAULT_EVERY_SIMULATED = Duration.ofSeconds(2);

    private static final Duration LEAST_EVERY = Duration.ofMillis(100);
    private static final Duration MOST_EVERY = Duration.ofDays(1);
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public StillSourceSettings {
        if (!SensorId.isSourceId(id)) {
            throw new IllegalArgumentException(
                    "id: " + id + " (expected: 1 to 32 letters, digits, dots, dashes or underscores)");
        }
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "channel: " + channel + " (expected: 1 to 64 letters, digits, dots, dashes or underscores)");
        }
        if (every.compareTo(LEAST_EVERY) < 0 || every.compareTo(MOST_EVERY) > 0) {
            throw new IllegalArgumentException("every: " + every.toMillis() + "ms (expected: 100ms to 1d)");
        }
    }

    /** What is shown when nothing is configured. */
    public static StillSourceSettings demo(String id, long seed) {
        return new StillSourceSettings(
                id, "Thermal camera", DEFAULT_CHANNEL, new StillOrigin.Simulated(seed), DEFAULT_EVERY_SIMULATED);
    }

    /** Its sensor. */
    public SensorId sensor() {
        return new SensorId(id, channel);
    }

    /** What people call it. */
    public String displayName() {
        return name != null ? name : id;
    }

    /** How often, for people: {@code every 2 s}, in the largest unit up to hours that takes no fraction. */
    String everyInWords() {
        long millis = every.toMillis();
        if (millis % 3_600_000 == 0) {
            return "every " + millis / 3_600_000 + " h";
        }
        if (millis % 60_000 == 0) {
            return "every " + millis / 60_000 + " min";
        }
        return "every " + (millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms");
    }
}
