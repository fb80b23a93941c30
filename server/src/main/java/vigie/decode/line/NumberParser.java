package vigie.decode.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads decimal numbers from bytes, correctly rounded: the same value as {@link Double#parseDouble}.
 *
 * <p>A number is a sign if any, digits with at most one decimal point among or beside them, and an exponent if any. Words such as
 * {@code nan} and {@code inf} and hexadecimal numbers are none. What has a mantissa up to 2^53 and a power of ten up to 22, which
 * is what sensors send, is exact in one multiplication or division of doubles (Clinger, "How to read floating point numbers
 * accurately", 1990) and makes no garbage; the rest is left to the JDK. Not thread-safe.
 */
public final class NumberParser {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long MAX_EXACT = 1L << 53;
    private static final long MANTISSA_FULL = 100_000_000_000_000_000L;
    private static final int EXPONENT_CAP = 100_000;

    private double value;

    /** The value of the last number scanned; infinite when it is too large for a double. */
    public double value() {
        return value;
    }

    /** Like {@link #scan(byte[], int, int, boolean)} with a decimal point only. */
    public int scan(byte[] bytes, int from, int to) {
        return scan(bytes, from, to, false);
    }

    /**
     * Reads the number that begins at {@code from}.
     *
     * @param comma whether a decimal comma is as good as a point
     * @return where it ends, or -1 when there is no number
     */
    public int scan(byte[] bytes, int from, int to, boolean comma) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        int first = at;
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        boolean full = false;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (mantissa >= MANTISSA_FULL) {
                    full = true;
                } else {
                    mantissa = mantissa * 10 + digit;
                    scale -= point ? 1 : 0;
                }
            } else if (!point && (bytes[at] == '.' || (comma && bytes[at] == ','))) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0 || isHexadecimal(bytes, first, at, to)) {
            return -1;
        }
        int end = exponentEnd(bytes, at, to);
        int power = end > at ? exponent(bytes, at + 1, end) + scale : scale;
        if (!full && mantissa <= MAX_EXACT && power >= -22 && power <= 22) {
            double exact = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
            value = negative ? -exact : exact;
        } else {
            value = Double.parseDouble(new String(bytes, from, end - from, ISO_8859_1).replace(',', '.'));
        }
        return end;
    }

    private static boolean isHexadecimal(byte[] bytes, int first, int at, int to) {
        return at == first + 1 && bytes[first] == '0' && at < to && (bytes[at] | 0x20) == 'x';
    }

    /** Where an exponent that begins here ends; {@code at} when there is none. */
    private static int exponentEnd(byte[] bytes, int at, int to) {
        if (at >= to || (bytes[at] | 0x20) != 'e') {
            return at;
        }
        int begin = at + 1 < to && (bytes[at + 1] == '-' || bytes[at + 1] == '+') ? at + 2 : at + 1;
        int end = begin;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return end > begin ? end : at;
    }

    private static int exponent(byte[] bytes, int from, int to) {
        int at = bytes[from] == '-' || bytes[from] == '+' ? from + 1 : from;
        int power = 0;
        for (; at < to; at++) {
            power = Math.min(EXPONENT_CAP, power * 10 + bytes[at] - '0');
        }
        return bytes[from] == '-' ? -power : power;
    }
}
