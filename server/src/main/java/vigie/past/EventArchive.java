package vigie.past;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import vigie.history.EventQuery;
import vigie.history.EventStore;
import vigie.history.HistoryException;
import vigie.sensor.Event;

/** Looks up events that were. Thread-safe; may block, so never on an event loop. */
public final class EventArchive {
    private final EventStore store;
    private final LongSupplier last;
    private final Clock clock;

    /** Takes events one after the other. */
    @FunctionalInterface
    public interface EventVisitor {
        void event(Event event) throws IOException;
    }

    /**
     * @param last the number of the last event, kept or not; from any thread
     * @param clock says what {@code now} is
     */
    public EventArchive(EventStore store, LongSupplier last, Clock clock) {
        this.store = store;
        this.last = last;
        this.clock = clock;
    }

    /** What {@code now} means in a question, epoch milliseconds. */
    public long now() {
        return clock.millis();
    }

    /** The number of the last event. */
    public long last() {
        return last.getAsLong();
    }

    /**
     * Gives what is asked for, in its order. It is read page by page: no question to the store is open while the visitor waits.
     *
     * @return whether there is more than the limit
     * @throws HistoryException when the store cannot be read
     * @throws IOException what the visitor throws
     */
    public boolean find(EventSearch search, EventVisitor visitor) throws HistoryException, IOException {
        EventQuery query = search.query();
        int found = 0;
        while (true) {
            List<Event> page = new ArrayList<>();
            store.events(query, page::add);
            for (Event event : page) {
                if (search.means(event)) {
                    if (found++ == search.limit()) {
                        return true;
                    }
                    visitor.event(event);
                }
            }
            if (page.size() < query.limit()) {
                return false;
            }
            query = search.beyond(page.get(page.size() - 1).id());
        }
    }
}
