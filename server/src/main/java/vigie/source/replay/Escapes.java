package vigie.source.replay;

import java.io.ByteArrayOutputStream;

/** How bytes are spelt in a recording, both ways. Every sequence of bytes comes back as it was. */
final class Escapes {
    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    static void escape(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
        int at = from;
        while (at < to) {
            int wellFormed = Utf8.lengthAt(bytes, at, to);
            if (wellFormed > 0) {
                out.write(bytes, at, wellFormed);
                at += wellFormed;
            } else {
                escape(bytes[at++], out);
            }
        }
    }

    private static void escape(byte one, ByteArrayOutputStream out) {
        out.write('\\');
        switch (one) {
            case '\\' -> out.write('\\');
            case '\n' -> out.write('n');
            case '\r' -> out.write('r');
            case '\t' -> out.write('t');
            default -> {
                out.write('x');
                out.write(HEX.charAt((one >> 4) & 15));
                out.write(HEX.charAt(one & 15));
            }
        }
    }

    /**
     * The bytes again.
     *
     * @throws IllegalArgumentException when a backslash begins nothing known
     */
    static byte[] unescape(byte[] text, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length - from);
        int at = from;
        while (at < text.length) {
            if (text[at] == '\\') {
                at = unescapeOne(text, at + 1, out);
            } else {
                out.write(text[at++]);
            }
        }
        return out.toByteArray();
    }

    private static int unescapeOne(byte[] text, int at, ByteArrayOutputStream out) {
        int kind = at < text.length ? text[at] : -1;
        switch (kind) {
            case '\\' -> out.write('\\');
            case 'n' -> out.write('\n');
            case 'r' -> out.write('\r');
            case 't' -> out.write('\t');
            case 'x' -> {
                out.write(hex(text, at + 1) << 4 | hex(text, at + 2));
                return at + 3;
            }
            default -> throw malformed(text, at - 1);
        }
        return at + 1;
    }

    private static int hex(byte[] text, int at) {
        int digit = at < text.length && text[at] >= 0 ? Character.digit(text[at], 16) : -1;
        if (digit < 0) {
            throw malformed(text, at - 1);
        }
        return digit;
    }

    private static IllegalArgumentException malformed(byte[] text, int at) {
        return new IllegalArgumentException("column " + (Math.min(at, text.length) + 1)
                + ": expected \\\\, \\n, \\r, \\t or \\xHH after a backslash");
    }
}
