package vigie.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.event.Event;
import vigie.event.EventKind;

/** Adds events up: which alarms stand, and which troubles. One thread adds, any may ask. */
final class EventsSoFar {
    private final StandingAlarms alarms;
    /** Those that stand, by what they are about. */
    private final Map<String, Event> troubles = new LinkedHashMap<>();

    private volatile EventsNow now;

    /**
     * @param last the number of the last event of earlier runs
     * @param alarms those that stand since then
     */
    EventsSoFar(long last, StandingAlarms alarms) {
        this.alarms = alarms;
        this.now = new EventsNow(last, alarms.list(), List.of());
    }

    EventsNow now() {
        return now;
    }

    /** The next ones, one at least. When memory runs out, they are to be added again. */
    void add(List<Event> events) {
        events.forEach(this::add);
        now = new EventsNow(events.get(events.size() - 1).id(), alarms.list(), List.copyOf(troubles.values()));
    }

    private void add(Event event) {
        alarms.apply(event);
        if (event.what().kind() == EventKind.TROUBLE) {
            troubles.remove(event.what().subject());
            if (!event.what().over()) {
                troubles.put(event.what().subject(), event);
            }
        }
    }
}
