package vigie.history;

import java.util.Set;
import vigie.sensor.EventKind;

/**
 * Which events are asked for.
 *
 * @param after those with a higher number
 * @param before those with a lower number
 * @param from of this time or later, epoch milliseconds
 * @param to earlier than this time, epoch milliseconds
 * @param kinds of these kinds
 * @param newestFirst by falling number; otherwise by growing number
 * @param limit at most so many
 */
public record EventQuery(
        long after, long before, long from, long to, Set<EventKind> kinds, boolean newestFirst, int limit) {
    public EventQuery {
        kinds = Set.copyOf(kinds);
    }

    /** All of these kinds, by growing number. */
    public static EventQuery all(Set<EventKind> kinds) {
        return new EventQuery(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, kinds, false, Integer.MAX_VALUE);
    }
}
