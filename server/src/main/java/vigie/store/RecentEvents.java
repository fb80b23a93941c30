package vigie.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import vigie.event.Event;

/** Events of this run alone, the newest {@value #MOST}, for a server that is to keep nothing. Thread-safe. */
public final class RecentEvents implements EventStore {
    static final int MOST = 10_000;

    /** By number. Guarded by this. */
    private final List<Event> kept = new ArrayList<>();

    private long last;

    @Override
    public synchronized void appendEvents(List<Event> events) throws HistoryException {
        for (Event event : events) {
            if (event.id() <= last) {
                throw new HistoryException("event: " + event.id() + " (expected: a number higher than " + last + ")");
            }
        }
        if (!events.isEmpty()) {
            kept.addAll(events);
            last = events.get(events.size() - 1).id();
            kept.subList(0, Math.max(0, kept.size() - MOST)).clear();
        }
    }

    @Override
    public synchronized long lastEvent() {
        return last;
    }

    /** The visitor is called without a lock. */
    @Override
    public void events(EventQuery query, Consumer<Event> visitor) {
        Comparator<Event> byNumber = Comparator.comparingLong(Event::id);
        List<Event> found;
        synchronized (this) {
            found = kept.stream()
                    .filter(query::means)
                    .sorted(query.newestFirst() ? byNumber.reversed() : byNumber)
                    .limit(query.limit())
                    .toList();
        }
        found.forEach(visitor);
    }

    @Override
    public synchronized int dropEventsBefore(long epochMillis, int atMost, Set<Long> alarms) {
        List<Event> old = kept.stream()
                .filter(event -> event.what().epochMillis() < epochMillis && !alarms.contains(event.alarm()))
                .sorted(Comparator.comparingLong((Event event) -> event.what().epochMillis())
                        .thenComparingLong(Event::id))
                .limit(atMost)
                .toList();
        kept.removeAll(old);
        return old.size();
    }
}
