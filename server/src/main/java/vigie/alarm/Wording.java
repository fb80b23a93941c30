package vigie.alarm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Numbers and spans of time as people read them. */
final class Wording {
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final double HUGE = 1e15;
    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    private static final long SECOND = 1000;

    private Wording() {}

    /** Six digits at most, without an exponent unless it is huge; a dash when it is no number. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value, SIX_DIGITS).stripTrailingZeros();
        if (rounded.signum() == 0) {
            return "0";
        }
        return Math.abs(value) < HUGE ? rounded.toPlainString() : rounded.toString();
    }

    /** As in the configuration, in the largest unit that takes no fraction: {@code 30s}, {@code 2min}. */
    static String span(Duration span) {
        long millis = span.toMillis();
        if (millis % DAY == 0 && millis > 0) {
            return millis / DAY + "d";
        }
        if (millis % HOUR == 0 && millis > 0) {
            return millis / HOUR + "h";
        }
        if (millis % MINUTE == 0 && millis > 0) {
            return millis / MINUTE + "min";
        }
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }
}
