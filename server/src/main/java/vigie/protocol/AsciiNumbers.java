package vigie.protocol;

import tools.jackson.core.io.NumberOutput;

/**
 * Numbers as the shortest text that reads back as the same value, spelt as {@link Double#toString} does since Java 19. What
 * sensors send, a few digits and up to {@value #MAX_DECIMALS} decimals, takes a short way; the rest is left to Jackson.
 */
public final class AsciiNumbers {
    /** The longest number, sign and all. */
    public static final int MAX_LENGTH = NumberOutput.MAX_DOUBLE_BYTES;

    private static final int MAX_DECIMALS = 6;
    private static final long[] POWERS = powers(19);
    /** From here up to {@link #TOO_LARGE} numbers are spelt without an exponent. */
    private static final double PLAIN = 1e-3;

    private static final double TOO_LARGE = 1e7;

    private AsciiNumbers() {}

    /** Writes a whole number; returns where it ends. */
    public static int write(long value, byte[] to, int at) {
        return NumberOutput.outputLong(value, to, at);
    }

    /**
     * Writes a value; returns where it ends.
     *
     * @throws IllegalArgumentException when it is not finite: JSON has no word for that
     */
    public static int write(double value, byte[] to, int at) {
        double size = Math.abs(value);
        if (size == 0 || (size >= PLAIN && size < TOO_LARGE)) {
            for (int decimals = 1; decimals <= MAX_DECIMALS; decimals++) {
                long digits = (long) (size * POWERS[decimals] + 0.5);
                // Both are exact in a double (below 10^13), so the quotient is what a reader makes of these digits.
                // Below
                // 10^15 no two texts of as many decimals read as the same value: the first that fits is the shortest,
                // and the only one.
                if ((double) digits / POWERS[decimals] == size) {
                    return plain(isNegative(value), digits, decimals, to, at);
                }
            }
        }
        return other(value, to, at);
    }

    private static int plain(boolean negative, long digits, int decimals, byte[] to, int at) {
        int begin = at;
        if (negative) {
            to[begin++] = '-';
        }
        int count = decimals + 1;
        while (digits >= POWERS[count]) {
            count++;
        }
        int end = begin + count + 1;
        int point = end - decimals - 1;
        long rest = digits;
        for (int i = end - 1; i > point; i--, rest /= 10) {
            to[i] = (byte) ('0' + rest % 10);
        }
        to[point] = '.';
        for (int i = point - 1; i >= begin; i--, rest /= 10) {
            to[i] = (byte) ('0' + rest % 10);
        }
        return end;
    }

    private static int other(double value, byte[] to, int at) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value: " + value + " (expected: a finite number)");
        }
        return NumberOutput.outputDouble(value, to, at);
    }

    private static boolean isNegative(double value) {
        return Double.doubleToRawLongBits(value) < 0;
    }

    private static long[] powers(int count) {
        long[] powers = new long[count];
        powers[0] = 1;
        for (int i = 1; i < count; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
