package vigie.journal;

import java.util.List;
import vigie.event.Event;

/**
 * What came after an event.
 *
 * @param after all events after this number are remembered; later than the one asked for when the memory does not reach so far back
 * @param events those after {@code after}, the oldest first, as many as asked for
 */
public record MissedEvents(long after, List<Event> events) {
    public MissedEvents {
        events = List.copyOf(events);
    }
}
