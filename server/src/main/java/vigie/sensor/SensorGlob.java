package vigie.sensor;

import org.jspecify.annotations.Nullable;

/**
 * Which sensors are meant: a sensor id in which {@code *} stands for any text, such as {@code bench/*}.
 *
 * @param pattern the glob as written, 1 to 128 characters
 */
public record SensorGlob(String pattern) {
    public SensorGlob {
        if (pattern.isEmpty() || pattern.length() > 128) {
            throw new IllegalArgumentException(
                    "sensor: " + PrintableText.line(pattern) + " (expected: 1 to 128 characters, such as bench/*)");
        }
    }

    public boolean matches(SensorId id) {
        return matches(pattern, 0, id.toString(), 0);
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
        boolean one = slash > 0 && slash + 1 < pattern.length() && pattern.indexOf('*') < 0;
        return one && SensorId.isSourceId(pattern.substring(0, slash))
                ? SensorId.of(pattern.substring(0, slash), pattern.substring(slash + 1))
                : null;
    }

    /** Whether it matches whatever the other one matches. An asterisk of the other is text that only an asterisk matches. */
    public boolean covers(SensorGlob other) {
        return matches(pattern, 0, other.pattern, 0);
    }

    /** Linear in practice: on a mismatch only the last asterisk is tried again. */
    private static boolean matches(String glob, int globStart, String text, int textStart) {
        int g = globStart;
        int t = textStart;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = t;
            } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    /** Everything. */
    public static SensorGlob all() {
        return new SensorGlob("*");
    }
}
