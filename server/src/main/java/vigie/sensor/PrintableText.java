package vigie.sensor;

import java.util.Locale;

/**
 * Text of devices, files and clients, made safe to show. A terminal obeys control characters, a log is cut by line ends, and marks of
 * writing direction make a text look like another one. Stateless.
 *
 * <p>Unprintable are the controls C0 and C1 with DEL, the marks of writing direction of Unicode's Bidirectional Algorithm (UAX #9), the
 * separators of lines and paragraphs, and halves of surrogate pairs.
 */
public final class PrintableText {
    private static final char REPLACEMENT = '\uFFFD';

    private PrintableText() {}

    /** How a piece of text is treated. */
    private enum Style {
        LINE,
        LINES,
        NAME
    }

    /** One line: what is not printable, also a line end or a tab, is written out, such as {@code \\u{1b}}. */
    public static String line(String text) {
        return shown(text, Style.LINE);
    }

    /** The same for a text that may have several lines: line feeds and tabs stay. */
    public static String lines(String text) {
        return shown(text, Style.LINES);
    }

    /** A name or a unit: what is not printable becomes U+FFFD. */
    public static String name(String text) {
        return shown(text, Style.NAME);
    }

    /** A document of JSON on one line that stays the same document: what is not printable is escaped as JSON escapes it. */
    public static String json(String document) {
        if (isPrintable(document)) {
            return document;
        }
        StringBuilder shown = new StringBuilder(document.length() + 16);
        for (int i = 0; i < document.length(); ) {
            int codePoint = document.codePointAt(i);
            if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') {
                shown.append(' '); // between tokens: in a string JSON allows none of them
            } else if (isUnprintable(codePoint)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
            } else {
                shown.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    /** Whether all of it is printable, on one line. */
    public static boolean isPrintable(String text) {
        return firstUnprintable(text, Style.LINE) == text.length();
    }

    /** Whether a code point, or half a surrogate pair, must not reach a terminal. */
    public static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == 0x061c
                || codePoint == 0x200e
                || codePoint == 0x200f
                || (codePoint >= 0x2028 && codePoint <= 0x202e)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static String shown(String text, Style style) {
        int from = firstUnprintable(text, style);
        if (from == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (!isRefused(codePoint, style)) {
                shown.appendCodePoint(codePoint);
            } else if (style == Style.NAME) {
                shown.append(REPLACEMENT);
            } else {
                shown.append("\\u{")
                        .append(Integer.toHexString(codePoint).toLowerCase(Locale.ROOT))
                        .append('}');
            }
            i += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    private static int firstUnprintable(String text, Style style) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (isRefused(codePoint, style)) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return i;
    }

    private static boolean isRefused(int codePoint, Style style) {
        return isUnprintable(codePoint) && !(style == Style.LINES && (codePoint == '\n' || codePoint == '\t'));
    }
}
