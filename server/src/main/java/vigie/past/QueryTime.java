package vigie.past;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import vigie.protocol.Text;
import vigie.work.Durations;

/** Points in time as people and programs write them: epoch milliseconds, ISO 8601, {@code now}, {@code now-15m}. */
public final class QueryTime {
    /** The end of the year 9999: what ISO 8601 writes without agreement on more digits. */
    static final long LAST = 253_402_300_799_999L;

    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");
    private static final String NOW = "now";

    private QueryTime() {}

    /**
     * Reads one.
     *
     * @param name of the parameter, for the message
     * @return epoch milliseconds, of 1970 to 9999
     */
    public static long parse(String name, String text, long now) throws QueryException {
        long millis;
        try {
            millis = millis(text, now);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            millis = -1;
        }
        if (millis < 0 || millis > LAST) {
            throw new QueryException(name + ": " + Text.shortened(text)
                    + " (expected: epoch milliseconds, ISO 8601 with Z or offset such as 2025-11-23T06:00:00Z, now, or now-15m;"
                    + " units ms, s, m or min, h, d)");
        }
        return millis;
    }

    /**
     * Reads a span of time, such as {@code 30s}.
     *
     * @param name of the parameter, for the message
     */
    static Duration span(String name, String text) throws QueryException {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new QueryException(name + ": " + Text.shortened(text) + " (expected: " + Durations.EXPECTED + ")");
        }
    }

    private static long millis(String text, long now) {
        if (MILLIS.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        if (text.equals(NOW)) {
            return now;
        }
        if (text.startsWith(NOW + "-")) {
            return now - Durations.parse(text.substring(NOW.length() + 1)).toMillis();
        }
        // A plus in a query means a space, and few clients spell it %2B.
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
    }
}
