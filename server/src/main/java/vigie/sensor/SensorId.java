package vigie.sensor;

import java.util.regex.Pattern;

/**
 * The name of a sensor: {@code <source>/<channel>}, such as {@code bench/temperature}.
 *
 * <p>A source id is 1 to 32 letters, digits, dots, dashes or underscores. A channel is what the device calls it, made safe for
 * lists and globs by {@link #of}: 1 to 64 characters without white space, commas, asterisks, quotes or control characters.
 *
 * @param source the source that delivers it
 * @param channel the channel within the source
 */
public record SensorId(String source, String channel) implements Comparable<SensorId> {
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern UNSAFE = Pattern.compile("[\\s\\p{Cntrl},*?\"'<>\\\\]+");
    private static final int MAX_CHANNEL = 64;

    public SensorId {
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException(
                    "source id: " + source + " (expected: 1 to 32 letters, digits, dots, dashes or underscores)");
        }
        if (channel.isEmpty()
                || channel.length() > MAX_CHANNEL
                || UNSAFE.matcher(channel).find()) {
            throw new IllegalArgumentException("channel: " + channel
                    + " (expected: 1 to 64 characters without white space, comma, asterisk or quote)");
        }
    }

    /** The id for a channel as the device spells it; what an id cannot hold becomes an underscore. */
    public static SensorId of(String source, String deviceChannel) {
        String safe = UNSAFE.matcher(deviceChannel.strip()).replaceAll("_");
        if (safe.isEmpty()) {
            safe = "_";
        }
        return new SensorId(source, safe.length() > MAX_CHANNEL ? safe.substring(0, MAX_CHANNEL) : safe);
    }

    /**
     * Reads {@code <source>/<channel>}.
     *
     * @throws IllegalArgumentException when the text is no sensor id
     */
    public static SensorId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("sensor id: " + text + " (expected: <source>/<channel>)");
        }
        return new SensorId(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Whether a source may be called this. */
    public static boolean isSourceId(String text) {
        return SOURCE.matcher(text).matches();
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
}
