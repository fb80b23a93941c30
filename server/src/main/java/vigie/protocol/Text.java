package vigie.protocol;

import vigie.sensor.PrintableText;

/** Text that can always be written: UTF-8 has no half surrogate pairs, strings of devices and clients may. */
public final class Text {
    private static final int SHORT = 64;

    private Text() {}

    /** The text itself, or with U+FFFD in place of every half of a surrogate pair. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    /** What a person wrote: without blanks around it and what is not printable in it, but for line breaks. */
    public static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        wellFormed(text)
                .codePoints()
                .map(point -> PrintableText.isUnprintable(point) && point != '\n' ? ' ' : point)
                .forEach(out::appendCodePoint);
        return out.toString().strip();
    }

    /** For quoting in an answer. */
    public static String shortened(String text) {
        return PrintableText.name(text.length() <= SHORT ? text : text.substring(0, SHORT) + "…");
    }

    private static String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
