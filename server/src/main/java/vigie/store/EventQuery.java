package vigie.store;

import java.util.EnumSet;
import java.util.Set;
import vigie.event.Event;
import vigie.event.EventKind;

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

    /** Whether it asks for this event, order and limit aside. */
    public boolean means(Event event) {
        return event.id() > after
                && event.id() < before
                && event.what().epochMillis() >= from
                && event.what().epochMillis() < to
                && kinds.contains(event.what().kind());
    }

    /** The newest of all kinds, by falling number. */
    public static EventQuery newest(int limit) {
        return new EventQuery(
                0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, EnumSet.allOf(EventKind.class), true, limit);
    }

    /** All of these kinds, by growing number. */
    public static EventQuery all(Set<EventKind> kinds) {
        return new EventQuery(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, kinds, false, Integer.MAX_VALUE);
    }
}
