package vigie.past;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;

/**
 * What is asked of the past.
 *
 * @param sensors which sensors, those that any of these globs means
 * @param from epoch milliseconds, included
 * @param to epoch milliseconds, not included; later than {@code from}
 * @param buckets how many buckets at most; 0 for every reading
 */
public record HistoryQuery(List<SensorGlob> sensors, long from, long to, int buckets) {
    /** {@value} buckets: more than any screen has columns. */
    public static final int MAX_BUCKETS = 10_000;
    /** What is asked when nothing is said of the beginning. */
    public static final Duration DEFAULT_RANGE = Duration.ofMinutes(15);

    private static final String SENSOR = "sensor";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String BUCKETS = "buckets";
    private static final List<String> KNOWN = List.of(SENSOR, FROM, TO, BUCKETS);

    public HistoryQuery {
        sensors = List.copyOf(sensors);
    }

    /**
     * Reads {@code ?sensor=…&sensor=…&from=…&to=…&buckets=…}.
     *
     * @param now epoch milliseconds; the end of the range unless said
     * @throws QueryException when a parameter is wrong
     */
    public static HistoryQuery parse(Map<String, List<String>> parameters, long now) throws QueryException {
        return parse(new QueryParameters(parameters), now);
    }

    private static HistoryQuery parse(QueryParameters parameters, long now) throws QueryException {
        parameters.requireKnown(KNOWN);
        long to = parameters.time(TO, now, now);
        long from = parameters.time(FROM, now, Math.max(0, to - DEFAULT_RANGE.toMillis()));
        if (from >= to) {
            throw new QueryException("from: " + from + " (expected: earlier than to, " + to + ")");
        }
        return new HistoryQuery(parameters.sensors(SENSOR), from, to, bucketsOf(parameters));
    }

    /**
     * The same, but the range has to be said.
     *
     * @throws QueryException when a parameter is wrong or missing
     */
    public static HistoryQuery parseWithRange(Map<String, List<String>> parameters, long now) throws QueryException {
        for (String name : List.of(FROM, TO)) {
            if (!parameters.containsKey(name)) {
                throw new QueryException(name + ": missing (expected: a time, such as now-1h or 2025-11-23T06:00:00Z)");
            }
        }
        return parse(parameters, now);
    }

    /** Whether it asks for this sensor. */
    boolean means(SensorId sensor) {
        return sensors.stream().anyMatch(glob -> glob.matches(sensor));
    }

    private static int bucketsOf(QueryParameters parameters) throws QueryException {
        return parameters.whole(BUCKETS, 1, MAX_BUCKETS, 0, ", or none for every reading");
    }
}
