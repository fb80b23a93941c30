package vigie.sensor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sensors are meant: a sensor id in which {@code *} stands for any text, such as {@code bench/*}. Immutable.
 *
 * <p>Matching takes time linear in pattern and text, whatever they are: the text before the first asterisk must begin it, the text after
 * the last one must end it, and each piece between two asterisks is looked for once from left to right (Knuth, Morris and Pratt 1977).
 */
public final class SensorGlob {
    /** A pattern is at most {@value} characters long. */
    public static final int MAX_LENGTH = 128;

    private final String pattern;
    /** Without an asterisk the whole pattern. */
    private final String begin;

    private final List<Piece> between;
    /** Without an asterisk empty. */
    private final String end;

    private final boolean wide;
    private final int shortest;

    /** Text between two asterisks. */
    private static final class Piece {
        private final String text;
        /** By length of a beginning of the text: how long its longest proper beginning is that also ends it. */
        private final byte[] borders;

        private Piece(String text, byte[] borders) {
            this.text = text;
            this.borders = borders;
        }

        static Piece of(String text) {
            byte[] borders = new byte[text.length() + 1];
            int border = 0;
            for (int i = 1; i < text.length(); i++) {
                border = next(text, borders, border, text.charAt(i));
                borders[i + 1] = (byte) border;
            }
            return new Piece(text, borders);
        }

        private static int next(String text, byte[] borders, int matched, char c) {
            int length = matched;
            while (length > 0 && text.charAt(length) != c) {
                length = borders[length];
            }
            return text.charAt(length) == c ? length + 1 : 0;
        }

        /** Where the first occurrence within {@code where[from, to)} ends; -1 when there is none. */
        int endIn(String where, int from, int to) {
            int matched = 0;
            for (int i = from; i < to; i++) {
                matched = next(text, borders, matched, where.charAt(i));
                if (matched == text.length()) {
                    return i + 1;
                }
            }
            return -1;
        }
    }

    /**
     * @param pattern the glob as written, 1 to 128 characters
     * @throws IllegalArgumentException when it is empty or longer
     */
    public SensorGlob(String pattern) {
        if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "sensor: " + PrintableText.line(pattern) + " (expected: 1 to 128 characters, such as bench/*)");
        }
        this.pattern = pattern;
        int first = pattern.indexOf('*');
        int last = pattern.lastIndexOf('*');
        this.wide = first >= 0;
        this.begin = wide ? pattern.substring(0, first) : pattern;
        this.end = pattern.substring(last + 1, wide ? pattern.length() : last + 1);
        List<Piece> pieces = new ArrayList<>();
        int length = begin.length() + end.length();
        for (int star = first; star >= 0 && star < last; ) {
            int next = pattern.indexOf('*', star + 1);
            if (next > star + 1) {
                pieces.add(Piece.of(pattern.substring(star + 1, next)));
                length += next - star - 1;
            }
            star = next;
        }
        this.between = List.copyOf(pieces);
        this.shortest = length;
    }

    /** Everything. */
    public static SensorGlob all() {
        return new SensorGlob("*");
    }

    /** The glob as written. */
    public String pattern() {
        return pattern;
    }

    /** Whether it has an asterisk; otherwise it means one sensor at most. */
    public boolean isWide() {
        return wide;
    }

    /** Whether it means this sensor. */
    public boolean matches(SensorId id) {
        return matches(id.toString());
    }

    /** Whether it means the sensor with this id, as {@link SensorId#toString} spells it. */
    public boolean matches(String id) {
        if (!wide) {
            return pattern.equals(id);
        }
        if (id.length() < shortest || !id.startsWith(begin) || !id.endsWith(end)) {
            return false;
        }
        int from = begin.length();
        int to = id.length() - end.length();
        for (Piece piece : between) {
            from = piece.endIn(id, from, to);
            if (from < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether somebody who wrote the pattern into a configuration means this sensor: by its id, by its id without the mark behind it, or
     * with the channel as the device spells it.
     */
    public boolean means(SensorId id) {
        return matches(id) || matches(id.withoutMark()) || id.equals(asSpelled());
    }

    /** The one sensor that the pattern names, by its id or as the device spells it; null when it names none. */
    public @Nullable SensorId asId() {
        try {
            return SensorId.parse(pattern);
        } catch (IllegalArgumentException e) {
            return asSpelled();
        }
    }

    private @Nullable SensorId asSpelled() {
        int slash = pattern.indexOf('/');
        boolean one = slash > 0 && slash + 1 < pattern.length() && !wide;
        return one && SensorId.isSourceId(pattern.substring(0, slash))
                ? SensorId.of(pattern.substring(0, slash), pattern.substring(slash + 1))
                : null;
    }

    /** Whether it matches whatever the other one matches. An asterisk of the other is text that only an asterisk matches. */
    public boolean covers(SensorGlob other) {
        return matches(other.pattern);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SensorGlob glob && pattern.equals(glob.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return "SensorGlob[pattern=" + pattern + "]";
    }
}
