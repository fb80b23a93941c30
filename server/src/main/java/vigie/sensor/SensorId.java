package vigie.sensor;

import java.util.regex.Pattern;

/**
 * The name of a sensor: {@code <source>/<channel>}, such as {@code bench/temperature}.
 *
 * <p>A source id is 1 to 32 letters, digits, dots, dashes or underscores. A channel is what the device calls it, made safe for
 * lists and globs by {@link #of}: 1 to 64 characters without white space, commas, asterisks, quotes, or anything that a terminal
 * would obey (see {@link PrintableText}).
 *
 * @param source the source that delivers it
 * @param channel the channel within the source
 */
public record SensorId(String source, String channel) implements Comparable<SensorId> {
    /** The longest channel: {@value} characters. */
    public static final int MAX_CHANNEL = 64;

    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final String UNSAFE = " ,*?\"'<>\\";

    public SensorId {
        if (!isSourceId(source)) {
            throw new IllegalArgumentException("source id: " + PrintableText.line(source)
                    + " (expected: 1 to 32 letters, digits, dots, dashes or underscores)");
        }
        if (channel.isEmpty()
                || channel.length() > MAX_CHANNEL
                || channel.codePoints().anyMatch(SensorId::isUnsafe)) {
            throw new IllegalArgumentException("channel: " + PrintableText.line(channel)
                    + " (expected: 1 to 64 characters without white space, comma, asterisk or quote)");
        }
    }

    /**
     * The id for a channel as the device spells it. A spelling that fits is the channel. Otherwise what an id cannot hold becomes an
     * underscore, what is too long is cut, and a {@link ChannelMark} follows: two spellings never share an id.
     */
    public static SensorId of(String source, String deviceChannel) {
        String safe = safe(deviceChannel.strip());
        boolean same = safe.equals(deviceChannel) && safe.length() <= MAX_CHANNEL && !ChannelMark.isOn(safe);
        return new SensorId(source, same ? safe : ChannelMark.put(safe, deviceChannel));
    }

    /**
     * Reads {@code <source>/<channel>}.
     *
     * @throws IllegalArgumentException when the text is no sensor id
     */
    public static SensorId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "sensor id: " + PrintableText.line(text) + " (expected: <source>/<channel>)");
        }
        return new SensorId(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Whether a source may be called this. */
    public static boolean isSourceId(String text) {
        return SOURCE.matcher(text).matches();
    }

    /** The id without the mark that {@link #of} put behind it: what earlier versions called the sensor. Most ids have none. */
    public SensorId withoutMark() {
        return ChannelMark.isOn(channel) ? new SensorId(source, ChannelMark.strip(channel)) : this;
    }

    @Override
    public int compareTo(SensorId other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : channel.compareTo(other.channel);
    }

    @Override
    public String toString() {
        return source + "/" + channel;
    }

    /** Each run of unsafe characters as one underscore; an underscore when nothing is left. */
    private static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        boolean before = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            boolean unsafe = isUnsafe(codePoint);
            if (!unsafe) {
                safe.appendCodePoint(codePoint);
            } else if (!before) {
                safe.append('_');
            }
            before = unsafe;
            i += Character.charCount(codePoint);
        }
        return safe.isEmpty() ? "_" : safe.toString();
    }

    private static boolean isUnsafe(int codePoint) {
        return UNSAFE.indexOf(codePoint) >= 0 || PrintableText.isUnprintable(codePoint);
    }
}
