package vigie.live;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.live.frame.FrameKey;
import vigie.live.limits.LiveSettings;
import vigie.live.view.View;
import vigie.protocol.Place;
import vigie.protocol.ProblemCode;
import vigie.protocol.ProblemException;
import vigie.protocol.Text;
import vigie.protocol.WireFormat;
import vigie.protocol.request.SensorFilter;

/**
 * What a client asks for when it connects, or later when it subscribes anew.
 *
 * @param format how to write messages
 * @param deflate whether long messages may be compressed (permessage-deflate, negotiated)
 * @param view which sensors
 * @param since the last place seen, to be told what came after it
 * @param events the number of the last event seen, to be told those after it
 * @param stills whether stills are wanted
 */
public record LiveRequest(
        WireFormat format,
        boolean deflate,
        View view,
        @Nullable Place since,
        @Nullable Long events,
        boolean stills) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /**
     * Reads {@code ?sensors=…&since=…&events=…&stills=true}.
     *
     * @throws ProblemException when a parameter is wrong
     */
    public static LiveRequest parse(
            WireFormat format, boolean deflate, Map<String, List<String>> query, LiveSettings settings)
            throws ProblemException {
        String sensors = first(query, "sensors");
        String since = first(query, "since");
        String events = first(query, "events");
        return new LiveRequest(
                format,
                deflate,
                sensors == null ? View.all() : View.of(SensorFilter.parse(sensors, settings.maxSensors())),
                since == null ? null : place(since),
                events == null ? null : number(events),
                flag("stills", first(query, "stills")));
    }

    /** What the bytes depend on that a session gets. */
    FrameKey key() {
        return new FrameKey(view, format, deflate);
    }

    private static boolean flag(String name, @Nullable String text) throws ProblemException {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw new ProblemException(
                    ProblemCode.BAD_MESSAGE, name + ": " + Text.shortened(text) + " (expected: true or false)", null);
        }
        return "true".equals(text);
    }

    private static @Nullable String first(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }

    private static long number(String text) throws ProblemException {
        if (!NUMBER.matcher(text).matches()) {
            throw new ProblemException(
                    ProblemCode.BAD_MESSAGE,
                    "events: " + Text.shortened(text) + " (expected: the number of the last event, such as 17)",
                    null);
        }
        return Long.parseLong(text);
    }

    private static Place place(String text) throws ProblemException {
        try {
            return Place.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.BAD_MESSAGE, String.valueOf(e.getMessage()), null);
        }
    }
}
