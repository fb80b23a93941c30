package vigie.journal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.event.Event;

/**
 * What the events so far add up to.
 *
 * @param last the number of the last event that is included; 0 when there was none
 * @param alarms the alarms that stand, the oldest first
 * @param troubles the event that told last of each trouble of this run that stands
 */
public record EventsNow(long last, List<StandingAlarm> alarms, List<Event> troubles) {
    public EventsNow {
        alarms = List.copyOf(alarms);
        troubles = List.copyOf(troubles);
    }

    /** The numbers of the alarms that stand. */
    public Set<Long> alarmNumbers() {
        return alarms.stream().map(StandingAlarm::alarm).collect(Collectors.toUnmodifiableSet());
    }
}
