package vigie.journal;

import java.util.ArrayList;
import java.util.List;
import vigie.event.Event;

/** The newest events, by number. Thread-safe. */
final class EventMemory {
    private final Event[] ring;
    private int first;
    private int size;
    /** All events after this number are here. */
    private long reaches;

    /**
     * @param most how many are remembered
     * @param reaches the number after which it begins
     */
    EventMemory(int most, long reaches) {
        this.ring = new Event[most];
        this.reaches = reaches;
    }

    /** Adds the newest; one that is here already is passed over. Allocates nothing. */
    synchronized void add(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (size > 0 && event.id() <= ring[place(size - 1)].id()) {
                continue;
            }
            if (size == ring.length) {
                reaches = ring[first].id();
                first = place(1);
                size--;
            }
            ring[place(size++)] = event;
        }
    }

    /** Those after a number, the oldest first, at most so many. */
    synchronized MissedEvents after(long id, int most) {
        List<Event> events = new ArrayList<>();
        for (int i = firstAfter(id); i < size && events.size() < most; i++) {
            events.add(ring[place(i)]);
        }
        return new MissedEvents(Math.max(id, reaches), events);
    }

    /** Numbers may have holes: events that were dropped. */
    private int firstAfter(long id) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ring[place(middle)].id() <= id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int place(int i) {
        return (first + i) % ring.length;
    }
}
