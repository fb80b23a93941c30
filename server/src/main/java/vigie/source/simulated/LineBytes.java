package vigie.source.simulated;

import java.util.Arrays;

/** Bytes being written: a buffer that grows, and numbers without garbage. */
final class LineBytes {
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final int MAX_DIGITS = 20;

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void write(int oneByte) {
        reserve(1);
        bytes[length++] = (byte) oneByte;
    }

    void write(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** A number with that many digits after the point, 0 to 6. */
    void number(double value, int decimals) {
        reserve(MAX_DIGITS + 2);
        long scaled = Math.round(value * POWERS[decimals]);
        if (scaled < 0) {
            bytes[length++] = '-';
            scaled = -scaled;
        }
        digits(scaled / POWERS[decimals], 1);
        if (decimals > 0) {
            bytes[length++] = '.';
            digits(scaled % POWERS[decimals], decimals);
        }
    }

    /** At least so many digits, zeros in front. */
    private void digits(long number, int least) {
        int count = least;
        for (long rest = number / POWERS[least]; rest > 0; rest /= 10) {
            count++;
        }
        long rest = number;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
