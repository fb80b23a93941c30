package vigie.alarm.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Numbers and spans of time as people read them. */
public final class Wording {
    /** Decimal digits that every double tells apart. */
    private static final int EXACT_DIGITS = 15;

    private static final MathContext EXACT = new MathContext(EXACT_DIGITS);
    /** A value with more digits than this was computed, not printed by a device. */
    private static final int PRINTED_DIGITS = 12;

    private static final MathContext COMPUTED = new MathContext(7);
    private static final double HUGE = 1e15;
    private static final double TINY = 1e-6;
    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    private static final long SECOND = 1000;

    private Wording() {}

    /**
     * The figure as the device printed it, never rounded into another one; a computed value, such as a rate, in seven digits after
     * {@code ≈}. Without an exponent unless the value is huge or tiny; a dash when it is no number.
     */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal printed = shortest(value);
        if (printed.precision() <= EXACT_DIGITS) {
            return plain(printed);
        }
        BigDecimal exact = new BigDecimal(value).round(EXACT).stripTrailingZeros();
        return exact.precision() <= PRINTED_DIGITS ? plain(exact) : "≈ " + plain(new BigDecimal(value).round(COMPUTED));
    }

    /** The shortest decimal that gives this double, or this float when the device sent one. */
    private static BigDecimal shortest(double value) {
        float single = (float) value;
        String text = single == value ? Float.toString(single) : Double.toString(value);
        return new BigDecimal(text).stripTrailingZeros();
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        double size = Math.abs(stripped.doubleValue());
        return size >= TINY && size < HUGE ? stripped.toPlainString() : stripped.toString();
    }

    /** As in the configuration, in the largest unit that takes no fraction: {@code 30s}, {@code 2min}. */
    public static String span(Duration span) {
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
