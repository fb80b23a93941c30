package vigie.past;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.protocol.Text;
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
    /** {@value} globs. */
    public static final int MAX_GLOBS = 256;
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
        requireKnown(parameters);
        String end = single(parameters, TO);
        long to = end == null ? now : QueryTime.parse(TO, end, now);
        String begin = single(parameters, FROM);
        long from = begin == null ? Math.max(0, to - DEFAULT_RANGE.toMillis()) : QueryTime.parse(FROM, begin, now);
        if (from >= to) {
            throw new QueryException("from: " + from + " (expected: earlier than to, " + to + ")");
        }
        return new HistoryQuery(globs(parameters.getOrDefault(SENSOR, List.of())), from, to, bucketsOf(parameters));
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

    private static void requireKnown(Map<String, List<String>> parameters) throws QueryException {
        for (String name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new QueryException(
                        Text.shortened(name) + ": not known (expected: " + String.join(", ", KNOWN) + ")");
            }
        }
    }

    private static @Nullable String single(Map<String, List<String>> parameters, String name) throws QueryException {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new QueryException(name + ": " + values.size() + " times (expected: once)");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static int bucketsOf(Map<String, List<String>> parameters) throws QueryException {
        String text = single(parameters, BUCKETS);
        if (text == null) {
            return 0;
        }
        int buckets = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (buckets < 1 || buckets > MAX_BUCKETS) {
            throw new QueryException(BUCKETS + ": " + Text.shortened(text) + " (expected: 1 to " + MAX_BUCKETS
                    + ", or none for every reading)");
        }
        return buckets;
    }

    private static List<SensorGlob> globs(List<String> texts) throws QueryException {
        if (texts.size() > MAX_GLOBS) {
            throw new QueryException(SENSOR + ": " + texts.size() + " times (expected: at most " + MAX_GLOBS
                    + "; a glob such as bench/* stands for many)");
        }
        List<SensorGlob> globs = new ArrayList<>();
        for (String text : texts) {
            globs.add(glob(text));
        }
        return globs.isEmpty() ? List.of(SensorGlob.all()) : globs;
    }

    private static SensorGlob glob(String text) throws QueryException {
        // No sensor has a comma in its id: what has one here is a list.
        if (!text.contains(",")) {
            try {
                return new SensorGlob(text);
            } catch (IllegalArgumentException e) {
                // Said below.
            }
        }
        throw new QueryException(SENSOR + ": " + Text.shortened(text)
                + " (expected: one glob of 1 to 128 characters, such as bench/*; for more repeat sensor=)");
    }
}
