package vigie.decode.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the bytes of a line are as text. Devices speak UTF-8; what is not UTF-8 is taken for Latin-1, whose degree sign many still
 * send.
 */
public final class LineText {
    private static final String[] NOT_A_NUMBER = {"nan", "-nan", "+nan", "inf", "-inf", "+inf", "ovf", "-ovf", "null"};

    private static final int ESCAPE = 0x1b;
    private static final int LATIN1_FIRST = (byte) 0xa0;

    private LineText() {}

    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    public static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    public static int trimEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** Whether the bytes are this word; the word is lower-case ASCII, the bytes may be in any case. */
    public static boolean is(byte[] bytes, int from, int to, String word) {
        return to - from == word.length() && startsWith(bytes, from, to, word);
    }

    /** Whether the bytes begin with this lower-case ASCII text, in any case. */
    public static boolean startsWith(byte[] bytes, int from, int to, String start) {
        if (to - from < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            int b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is what a device prints for a value it does not have: {@code nan}, {@code inf}, {@code ovf}, {@code null}. */
    public static boolean isNotANumber(byte[] bytes, int from, int to) {
        if (to - from < 3 || to - from > 4) {
            return to - from == 8 && is(bytes, from, to, "infinity");
        }
        for (String word : NOT_A_NUMBER) {
            if (is(bytes, from, to, word)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a person could read the line: no control characters but tab and escape (coloured boot messages), and UTF-8 or the
     * signs and letters of Latin-1. A wrong baud rate gives lines that are not.
     */
    static boolean isText(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int b = bytes[i];
            if (b >= ' ' && b < 0x7f) {
                i++;
            } else if (b >= 0) {
                if (b != '\t' && b != ESCAPE) {
                    return false;
                }
                i++;
            } else {
                int length = sequenceLength(bytes, i, to);
                if (length == 0 && b < LATIN1_FIRST) {
                    return false;
                }
                i += Math.max(1, length);
            }
        }
        return true;
    }

    /** The bytes as a string, UTF-8 or else Latin-1. */
    static String string(byte[] bytes, int from, int to) {
        if (isUtf8(bytes, from, to, false)) {
            return new String(bytes, from, to - from, UTF_8);
        }
        return isUtf8(bytes, from, to, true)
                ? withHalves(bytes, from, to)
                : new String(bytes, from, to - from, ISO_8859_1);
    }

    /** Whether it is UTF-8; {@code halves} lets halves of surrogate pairs pass, which only escapes of JSON can spell. */
    private static boolean isUtf8(byte[] bytes, int from, int to, boolean halves) {
        for (int i = from; i < to; ) {
            int length = bytes[i] >= 0 ? 1 : halves && isHalf(bytes, i, to) ? 3 : sequenceLength(bytes, i, to);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    private static boolean isHalf(byte[] bytes, int at, int to) {
        return at + 2 < to
                && bytes[at] == (byte) 0xed
                && (bytes[at + 1] & 0xe0) == 0xa0
                && (bytes[at + 2] & 0xc0) == 0x80;
    }

    private static String withHalves(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int done = from;
        for (int i = from; i < to; i++) {
            if (isHalf(bytes, i, to)) {
                text.append(new String(bytes, done, i - done, UTF_8));
                text.append((char) (0xd000 | ((bytes[i + 1] & 0x3f) << 6) | (bytes[i + 2] & 0x3f)));
                done = i + 3;
                i += 2;
            }
        }
        return text.append(new String(bytes, done, to - done, UTF_8)).toString();
    }

    /** The length of the UTF-8 sequence of several bytes that begins here (RFC 3629), or 0. */
    private static int sequenceLength(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > to) {
            return 0;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
        boolean beyond = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
        return overlong || beyond ? 0 : length;
    }
}
