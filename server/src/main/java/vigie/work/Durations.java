package vigie.work;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them, in the configuration and in questions: {@code 100ms}, {@code 3s}, {@code 2min} or {@code 2m},
 * {@code 1h}, {@code 30d}.
 */
public final class Durations {
    /** What {@link #parse} reads, for messages. */
    public static final String EXPECTED = "a number and its unit, such as 100ms, 3s, 2min, 1h or 30d";
    /** A hundred years; so that no sum of a time and a span overflows, also in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|d)");

    private Durations() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " (expected: " + EXPECTED + ")");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration span =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m", "min" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        if (span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text + " (expected: at most " + LONGEST.toDays() + "d)");
        }
        return span;
    }
}
