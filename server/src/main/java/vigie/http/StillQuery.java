package vigie.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.past.QueryException;
import vigie.past.QueryTime;
import vigie.protocol.Text;
import vigie.sensor.SensorId;

/**
 * What is asked of stills.
 *
 * @param sensor null for the list of sensors
 * @param times whether the times are asked for, not a still
 * @param at the newest at or before; epoch milliseconds
 * @param from times from this on
 * @param to times before this
 * @param limit how many times at most, the last ones
 */
record StillQuery(@Nullable SensorId sensor, boolean times, long at, long from, long to, int limit) {
    static final int MAX_TIMES = 10_000;
    private static final int DEFAULT_TIMES = 1000;
    private static final long DAY_MILLIS = 86_400_000;
    /** Clocks differ: {@value} ms. */
    private static final long AHEAD_MILLIS = 60_000;

    static StillQuery parse(StillPath path, Map<String, List<String>> query, long now) throws QueryException {
        if (path.sensor() == null) {
            requireKnown(query, List.of());
            return new StillQuery(null, false, 0, 0, 0, 0);
        }
        if (!path.times()) {
            requireKnown(query, List.of("at"));
            return new StillQuery(path.sensor(), false, time(query, "at", Long.MAX_VALUE, now), 0, 0, 0);
        }
        requireKnown(query, List.of("from", "to", "limit"));
        long to = time(query, "to", Long.MAX_VALUE, now);
        long from = time(query, "from", Math.min(to, now) - DAY_MILLIS, now);
        return new StillQuery(path.sensor(), true, 0, from, to, limit(query));
    }

    /** When a still that is sent was taken: now unless said. */
    static long uploadTime(Map<String, List<String>> query, long now) throws QueryException {
        requireKnown(query, List.of("time"));
        long time = time(query, "time", now, now);
        if (time > now + AHEAD_MILLIS || time < 1_000_000_000_000L) {
            throw new QueryException("time: " + time + " (expected: since 2001, and not in the future)");
        }
        return time;
    }

    private static void requireKnown(Map<String, List<String>> query, List<String> known) throws QueryException {
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (!known.contains(parameter.getKey())) {
                String expected = known.isEmpty() ? "no parameters" : String.join(", ", known);
                throw new QueryException(
                        Text.shortened(parameter.getKey()) + ": not known (expected: " + expected + ")");
            }
            if (parameter.getValue().size() > 1) {
                throw new QueryException(parameter.getKey() + ": several times (expected: once)");
            }
        }
    }

    private static long time(Map<String, List<String>> query, String name, long otherwise, long now)
            throws QueryException {
        List<String> values = query.get(name);
        return values == null ? otherwise : QueryTime.parse(name, values.get(0), now);
    }

    private static int limit(Map<String, List<String>> query) throws QueryException {
        List<String> values = query.get("limit");
        if (values == null) {
            return DEFAULT_TIMES;
        }
        int limit = values.get(0).matches("\\d{1,9}") ? Integer.parseInt(values.get(0)) : 0;
        if (limit < 1 || limit > MAX_TIMES) {
            throw new QueryException("limit: " + Text.shortened(values.get(0)) + " (expected: 1 to " + MAX_TIMES + ")");
        }
        return limit;
    }
}
