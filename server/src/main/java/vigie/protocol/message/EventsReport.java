package vigie.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;

/**
 * What the events up to now add up to, as a welcome tells of it.
 *
 * @param last the number of the last event that is included
 * @param from when not all the events asked for can be told: those after this number follow; otherwise null
 * @param alarms the alarms that the session sees
 * @param troubles the event that told last of each trouble that stands
 * @param here the names of who is here
 */
public record EventsReport(
        long last, @Nullable Long from, List<AlarmReport> alarms, List<Event> troubles, List<String> here) {
    /** When nothing ever happened. */
    public static final EventsReport NONE = new EventsReport(0, null, List.of(), List.of(), List.of());

    public EventsReport {
        alarms = List.copyOf(alarms);
        troubles = List.copyOf(troubles);
        here = List.copyOf(here);
    }
}
