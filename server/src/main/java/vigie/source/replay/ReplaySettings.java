package vigie.source.replay;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * A replayed file.
 *
 * @param id the source's id
 * @param name what people call it; the id when null
 * @param file a recording or plain device output
 * @param format the decoder's name, {@code auto} to find out
 * @param rate how much faster than it was recorded, 0.001 to 1000; {@link #AS_FAST_AS_IT_GOES} for no waiting
 * @param loop whether it begins again at its end
 */
public record ReplaySettings(String id, @Nullable String name, Path file, String format, double rate, boolean loop) {
    /** No waiting. */
    public static final double AS_FAST_AS_IT_GOES = 0;

    private static final Pattern NUMBER =
            Pattern.compile("(?:[0-9]{1,9}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(?:[eE]-?[0-9]{1,2})?");

    private static final double MIN_RATE = 0.001;
    private static final double MAX_RATE = 1000;

    public ReplaySettings {
        if (!SensorId.isSourceId(id)) {
            throw new IllegalArgumentException(
                    "id: " + id + " (expected: 1 to 32 letters, digits, dots, dashes or underscores)");
        }
        if (rate != AS_FAST_AS_IT_GOES && !(rate >= MIN_RATE && rate <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "rate: " + rate + " (expected: 0.001 to 1000, or max for as fast as it goes)");
        }
    }

    /** At its own pace, once, format found out. */
    public static ReplaySettings of(String id, Path file) {
        return new ReplaySettings(id, null, file, "auto", 1, false);
    }

    /**
     * Reads a rate: a number, or {@code max}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static double parseRate(String text) {
        if (text.equals("max")) {
            return AS_FAST_AS_IT_GOES;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("rate: " + text + " (expected: a number such as 1.0, or max)");
        }
        return Double.parseDouble(text);
    }
}
