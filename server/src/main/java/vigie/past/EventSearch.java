package vigie.past;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Severity;
import vigie.protocol.Text;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.store.EventQuery;

/**
 * What is asked of the events that were.
 *
 * @param query which of them, as far as the store knows; its limit is that of a page
 * @param sensors events about a sensor that any of these globs means; empty for all events
 * @param severity steps of alarms that are at least so urgent; null for all events
 * @param limit at most so many
 */
public record EventSearch(
        EventQuery query,
        List<SensorGlob> sensors,
        @Nullable Severity severity,
        int limit) {
    /** {@value}, unless said. */
    public static final int DEFAULT_LIMIT = 200;
    /** {@value}; a file may have any number. */
    public static final int MAX_LIMIT = 1000;

    private static final int PAGE = 250;
    private static final List<String> KNOWN =
            List.of("after", "before", "from", "to", "kind", "sensor", "severity", "limit");

    public EventSearch {
        sensors = List.copyOf(sensors);
    }

    /**
     * Reads {@code ?after=…&before=…&from=…&to=…&kind=…&sensor=…&severity=…&limit=…}, for the screen.
     *
     * @param now epoch milliseconds
     * @throws QueryException when a parameter is wrong
     */
    public static EventSearch parse(QueryParameters parameters, long now) throws QueryException {
        return parse(parameters, now, parameters.whole("limit", 1, MAX_LIMIT, DEFAULT_LIMIT));
    }

    /** The same for a file, which has them all unless said. */
    public static EventSearch parseForFile(QueryParameters parameters, long now) throws QueryException {
        return parse(parameters, now, parameters.whole("limit", 1, 999_999_999, Integer.MAX_VALUE));
    }

    private static EventSearch parse(QueryParameters parameters, long now, int limit) throws QueryException {
        parameters.requireKnown(KNOWN);
        EventQuery query = new EventQuery(
                parameters.number("after", 0),
                parameters.number("before", Long.MAX_VALUE),
                parameters.time("from", now, Long.MIN_VALUE),
                parameters.time("to", now, Long.MAX_VALUE),
                kinds(parameters.all("kind")),
                !parameters.has("after"),
                PAGE);
        if (query.from() >= query.to()) {
            throw new QueryException("from: " + query.from() + " (expected: earlier than to, " + query.to() + ")");
        }
        List<SensorGlob> sensors = parameters.has("sensor") ? parameters.sensors("sensor") : List.of();
        return new EventSearch(query, sensors, severity(parameters.single("severity")), limit);
    }

    /** Whether it asks for this one of the events that {@link #query} gives. */
    boolean means(Event event) {
        AlarmStep step = event.what().alarm();
        return (severity == null || (step != null && step.severity().compareTo(severity) >= 0))
                && (sensors.isEmpty() || isAboutOneOf(event));
    }

    /** The same beyond a number, in the direction in which it goes. */
    EventQuery beyond(long id) {
        return new EventQuery(
                query.newestFirst() ? query.after() : id,
                query.newestFirst() ? id : query.before(),
                query.from(),
                query.to(),
                query.kinds(),
                query.newestFirst(),
                query.limit());
    }

    private boolean isAboutOneOf(Event event) {
        EventKind kind = event.what().kind();
        boolean aboutSensor = kind.isAlarm() || kind == EventKind.SENSOR_NEW || kind == EventKind.NOTE;
        if (!aboutSensor || event.what().subject().isEmpty()) {
            return false;
        }
        SensorId id = SensorId.parse(event.what().subject());
        return sensors.stream().anyMatch(glob -> glob.matches(id));
    }

    private static Set<EventKind> kinds(List<String> words) throws QueryException {
        Map<String, EventKind> known =
                Arrays.stream(EventKind.values()).collect(Collectors.toMap(EventKind::word, kind -> kind));
        EnumSet<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String word : words) {
            EventKind kind = known.get(word);
            if (kind == null) {
                throw new QueryException("kind: " + Text.shortened(word) + " (expected: "
                        + Arrays.stream(EventKind.values()).map(EventKind::word).collect(Collectors.joining(", "))
                        + "; for more repeat kind=)");
            }
            kinds.add(kind);
        }
        return kinds.isEmpty() ? EnumSet.allOf(EventKind.class) : kinds;
    }

    private static @Nullable Severity severity(@Nullable String word) throws QueryException {
        if (word == null) {
            return null;
        }
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw new QueryException("severity: " + Text.shortened(word) + " (expected: info, warning or critical)");
    }
}
