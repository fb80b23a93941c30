package vigie.sensor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of a sensor; it wins over what the stream says.
 *
 * @param name what people call it
 * @param unit its unit
 * @param min the lower end of its normal range
 * @param max the upper end of its normal range
 * @param cadence the time between its readings; learnt when null
 */
public record SensorSettings(
        @Nullable String name,
        @Nullable String unit,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Duration cadence) {
    /** Nothing set. */
    public static final SensorSettings NONE = new SensorSettings(null, null, null, null);

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_UNIT = 32;
    private static final Duration LONGEST_CADENCE = Duration.ofDays(30);

    /** Settings that leave the cadence to be learnt. */
    public SensorSettings(@Nullable String name, @Nullable String unit, @Nullable Double min, @Nullable Double max) {
        this(name, unit, min, max, null);
    }

    public SensorSettings {
        requireShort("name", name, LONGEST_NAME);
        requireShort("unit", unit, LONGEST_UNIT);
        if (min != null && max != null && min >= max) {
            throw new IllegalArgumentException("min: " + min + " (expected: less than max, " + max + ")");
        }
        if (cadence != null && (cadence.toMillis() < 1 || cadence.compareTo(LONGEST_CADENCE) > 0)) {
            throw new IllegalArgumentException("cadence: " + cadence.toMillis() + "ms (expected: 1ms to 30d)");
        }
    }

    private static void requireShort(String setting, @Nullable String text, int longest) {
        if (text != null && (text.isBlank() || text.length() > longest || !PrintableText.isPrintable(text))) {
            throw new IllegalArgumentException(
                    setting + ": " + text + " (expected: 1 to " + longest + " characters, no control characters)");
        }
    }

    /** These, and where they say nothing, the others. */
    public SensorSettings or(SensorSettings weaker) {
        return new SensorSettings(
                name != null ? name : weaker.name,
                unit != null ? unit : weaker.unit,
                min != null ? min : weaker.min,
                max != null ? max : weaker.max,
                cadence != null ? cadence : weaker.cadence);
    }

    /**
     * The sensor as people should see it. Whatever the device calls it, name and unit hold nothing that a terminal would obey (see
     * {@link PrintableText}).
     */
    public SensorInfo describe(SensorId id, String deviceName, @Nullable String deviceUnit) {
        String shownUnit = unit != null ? unit : deviceUnit;
        return new SensorInfo(
                id,
                PrintableText.name(name != null ? name : deviceName),
                shownUnit == null ? null : PrintableText.name(shownUnit),
                min,
                max,
                cadence);
    }
}
