package vigie.past;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.protocol.Text;

/** Points in time as people and programs write them: epoch milliseconds, ISO 8601, {@code now}, {@code now-15m}. */
final class QueryTime {
    /** The end of the year 9999: what ISO 8601 writes without agreement on more digits. */
    static final long LAST = 253_402_300_799_999L;

    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|min|h|d)");
    private static final Pattern NOW = Pattern.compile("now(?:-(\\d{1,9})(ms|s|m|min|h|d))?");

    private QueryTime() {}

    /**
     * Reads one.
     *
     * @param name of the parameter, for the message
     * @return epoch milliseconds, of 1970 to 9999
     */
    static long parse(String name, String text, long now) throws QueryException {
        long millis;
        try {
            millis = millis(text, now);
        } catch (DateTimeException | ArithmeticException e) {
            millis = -1;
        }
        if (millis < 0 || millis > LAST) {
            throw new QueryException(name + ": " + Text.shortened(text)
                    + " (expected: epoch milliseconds, ISO 8601 with Z or offset such as 2025-11-23T06:00:00Z, now, or now-15m;"
                    + " units ms, s, m, h, d)");
        }
        return millis;
    }

    /**
     * Reads a span of time, such as {@code 30s}.
     *
     * @param name of the parameter, for the message
     */
    static Duration span(String name, String text) throws QueryException {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new QueryException(name + ": " + Text.shortened(text)
                    + " (expected: a number and its unit, such as 100ms, 3s, 2min, 1h or 1d)");
        }
        return Duration.ofMillis(span(Long.parseLong(matcher.group(1)), matcher.group(2)));
    }

    private static long millis(String text, long now) {
        if (MILLIS.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        Matcher relative = NOW.matcher(text);
        if (!relative.matches()) {
            // A plus in a query means a space, and few clients spell it %2B.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
        }
        return relative.group(1) == null ? now : now - span(Long.parseLong(relative.group(1)), relative.group(2));
    }

    private static long span(long amount, String unit) {
        return switch (unit) {
            case "ms" -> amount;
            case "s" -> Duration.ofSeconds(amount).toMillis();
            case "h" -> Duration.ofHours(amount).toMillis();
            case "d" -> Duration.ofDays(amount).toMillis();
            default -> Duration.ofMinutes(amount).toMillis();
        };
    }
}
