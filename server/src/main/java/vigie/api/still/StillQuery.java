package vigie.api.still;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.past.QueryException;
import vigie.past.QueryParameters;
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
    private static final int MAX_TIMES = 10_000;
    private static final int DEFAULT_TIMES = 1000;
    private static final long DAY_MILLIS = 86_400_000;
    /** Clocks differ: {@value} ms. */
    private static final long AHEAD_MILLIS = 60_000;
    /** In September 2001: who says an earlier time says seconds. */
    private static final long FIRST_MILLIS = 1_000_000_000_000L;

    static StillQuery parse(StillPath path, QueryParameters query, long now) throws QueryException {
        if (path.sensor() == null) {
            query.requireKnown(List.of());
            return new StillQuery(null, false, 0, 0, 0, 0);
        }
        if (!path.times()) {
            query.requireKnown(List.of("at"));
            return new StillQuery(path.sensor(), false, query.time("at", now, Long.MAX_VALUE), 0, 0, 0);
        }
        query.requireKnown(List.of("from", "to", "limit"));
        long to = query.time("to", now, Long.MAX_VALUE);
        long from = query.time("from", now, Math.min(to, now) - DAY_MILLIS);
        return new StillQuery(path.sensor(), true, 0, from, to, query.whole("limit", 1, MAX_TIMES, DEFAULT_TIMES));
    }

    /** When a still that is sent was taken: now unless said. */
    static long uploadTime(QueryParameters query, long now) throws QueryException {
        query.requireKnown(List.of("time"));
        long time = query.time("time", now, now);
        if (time > now + AHEAD_MILLIS || time < FIRST_MILLIS) {
            throw new QueryException("time: " + time + " (expected: since 2001, and not in the future)");
        }
        return time;
    }
}
