package vigie.decode.line.format;

import java.util.Arrays;
import vigie.decode.DecoderLimits;
import vigie.decode.line.LineFormat;
import vigie.decode.line.LineReadings;
import vigie.decode.line.LineText;
import vigie.decode.line.NumberParser;
import vigie.decode.line.TimeField;
import vigie.decode.line.Verdict;

/**
 * A JSON object a line. Nested objects become {@code a.b}, array elements {@code a.0}, {@code true} and {@code false} 1 and 0.
 * Strings are no readings, also when they hold a number; they are skipped values, as are {@code null} and the {@code nan} and
 * {@code inf} that devices print though JSON has none. A plausible {@link TimeField} at the top is the line's time.
 *
 * <p>Malformed: a line that begins with a brace or ends with one and is no object, is nested deeper than
 * {@link DecoderLimits#MAX_DEPTH}, or has text behind it; an object that has only values such as {@code null}. Noise: an object
 * without a number, such as {@code {"status":"ok"}}, and any other text.
 */
final class JsonFormat implements LineFormat {
    private final NumberParser numbers = new NumberParser();
    private byte[] path = new byte[256];
    private byte[] line = path;
    private int at;
    private int end;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Verdict read(byte[] bytes, int from, int to, LineReadings into) {
        if (bytes[from] != '{') {
            return bytes[to - 1] == '}' ? Verdict.MALFORMED : Verdict.NOISE;
        }
        line = bytes;
        at = from;
        end = to;
        boolean sound = object(0, 1, into);
        blanks();
        return sound && at == end ? into.verdict() : Verdict.MALFORMED;
    }

    /** An object whose own name is the first {@code prefix} bytes of the path. */
    private boolean object(int prefix, int depth, LineReadings into) {
        if (depth > DecoderLimits.MAX_DEPTH || !take('{')) {
            return false;
        }
        blanks();
        if (take('}')) {
            return true;
        }
        do {
            blanks();
            int length = key(depth == 1 ? 0 : append(prefix, (byte) '.'));
            blanks();
            if (length < 0 || !take(':') || !value(length, depth, into)) {
                return false;
            }
            blanks();
        } while (take(','));
        return take('}');
    }

    private boolean array(int prefix, int depth, LineReadings into) {
        if (depth > DecoderLimits.MAX_DEPTH || !take('[')) {
            return false;
        }
        blanks();
        if (take(']')) {
            return true;
        }
        int index = 0;
        do {
            int length = appendIndex(append(prefix, (byte) '.'), index++);
            if (!value(length, depth, into)) {
                return false;
            }
            blanks();
        } while (take(','));
        return take(']');
    }

    private boolean value(int name, int depth, LineReadings into) {
        blanks();
        if (at >= end) {
            return false;
        }
        return switch (line[at]) {
            case '{' -> object(name, depth + 1, into);
            case '[' -> array(name, depth + 1, into);
            case '"' -> string(into);
            default -> numberOrWord(name, into);
        };
    }

    private boolean numberOrWord(int name, LineReadings into) {
        int numberEnd = numbers.scan(line, at, end);
        if (numberEnd >= 0) {
            at = numberEnd;
            into.add(path, 0, name, numbers.value());
            return true;
        }
        int from = at;
        while (at < end && (Character.isLetter(line[at]) || line[at] == '-' || line[at] == '+')) {
            at++;
        }
        if (LineText.is(line, from, at, "true")) {
            into.add(path, 0, name, 1);
        } else if (LineText.is(line, from, at, "false")) {
            into.add(path, 0, name, 0);
        } else if (LineText.isNotANumber(line, from, at)) {
            into.fail();
        } else {
            return false;
        }
        return true;
    }

    private boolean string(LineReadings into) {
        at++;
        while (at < end && line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        into.skip();
        return take('"');
    }

    /** Appends a key to the path at {@code length}; the new length, or -1 when there is no key. */
    private int key(int length) {
        if (!take('"')) {
            return -1;
        }
        int to = length;
        while (at < end && line[at] != '"') {
            byte b = line[at++];
            to = b == '\\' ? appendEscaped(to) : append(to, b);
            if (to < 0) {
                return -1;
            }
        }
        return take('"') ? to : -1;
    }

    /** Appends what an escape stands for (RFC 8259, section 7); -1 when it is cut. */
    private int appendEscaped(int length) {
        if (at >= end) {
            return -1;
        }
        byte b = line[at++];
        return switch (b) {
            case 'n' -> append(length, (byte) '\n');
            case 'r' -> append(length, (byte) '\r');
            case 't' -> append(length, (byte) '\t');
            case 'b' -> append(length, (byte) '\b');
            case 'f' -> append(length, (byte) '\f');
            case 'u' -> appendUnicode(length);
            default -> append(length, b);
        };
    }

    /**
     * Appends the character of four hexadecimal digits as UTF-8; two escapes that are a surrogate pair are one character. Half a pair is
     * no character, but different halves must not give one name: it is appended like any other code point of three bytes.
     */
    private int appendUnicode(int length) {
        int code = hexadecimal();
        if (code < 0) {
            return -1;
        }
        if (Character.isHighSurrogate((char) code) && at + 1 < end && line[at] == '\\' && line[at + 1] == 'u') {
            int before = at;
            at += 2;
            int low = hexadecimal();
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                return appendCodePoint(length, Character.toCodePoint((char) code, (char) low));
            }
            at = before;
        }
        return appendCodePoint(length, code);
    }

    /** The four digits here, or -1. */
    private int hexadecimal() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(line[at++], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = (code << 4) | digit;
        }
        return code;
    }

    private int appendCodePoint(int length, int code) {
        if (code < 0x80) {
            return append(length, (byte) code);
        }
        if (code < 0x800) {
            return appendRest(append(length, (byte) (0xc0 | (code >> 6))), code, 1);
        }
        return code < 0x10000
                ? appendRest(append(length, (byte) (0xe0 | (code >> 12))), code, 2)
                : appendRest(append(length, (byte) (0xf0 | (code >> 18))), code, 3);
    }

    /** The last bytes of a UTF-8 sequence, six bits each. */
    private int appendRest(int length, int code, int bytes) {
        int to = length;
        for (int i = bytes - 1; i >= 0; i--) {
            to = append(to, (byte) (0x80 | ((code >> (6 * i)) & 0x3f)));
        }
        return to;
    }

    private int appendIndex(int length, int index) {
        int to = index >= 10 ? appendIndex(length, index / 10) : length;
        return append(to, (byte) ('0' + index % 10));
    }

    private int append(int length, byte b) {
        if (length == path.length) {
            path = Arrays.copyOf(path, 2 * length);
        }
        path[length] = b;
        return length + 1;
    }

    private void blanks() {
        at = LineText.skipBlanks(line, at, end);
    }

    private boolean take(char expected) {
        if (at < end && line[at] == expected) {
            at++;
            return true;
        }
        return false;
    }
}
