package vigie.past;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import vigie.event.Event;
import vigie.store.EventQuery;
import vigie.store.EventStore;
import vigie.store.HistoryException;

/**
 * Reads the events that a search asks for, page by page: no question to the store is open while the reader waits, and it holds no events
 * then. One thread at a time.
 */
public final class EventReading {
    private final EventStore store;
    private final EventSearch search;
    private EventQuery query;
    private int found;
    private boolean more;

    /** Takes events one after the other. */
    @FunctionalInterface
    public interface EventVisitor {
        void event(Event event) throws IOException;
    }

    EventReading(EventStore store, EventSearch search) {
        this.store = store;
        this.search = search;
        this.query = search.query();
    }

    /** At the end: whether there are more events than the limit of the search. */
    public boolean hasMore() {
        return more;
    }

    /**
     * Reads on, from where it stopped, to the end of a page at most.
     *
     * @param full whether to stop for now
     * @return whether it was read to its end
     * @throws HistoryException when the store cannot be read
     * @throws IOException what the visitor throws
     */
    public boolean readSome(EventVisitor visitor, BooleanSupplier full) throws HistoryException, IOException {
        List<Event> page = new ArrayList<>();
        store.events(query, page::add);
        for (Event event : page) {
            if (search.means(event)) {
                if (found == search.limit()) {
                    more = true;
                    return true;
                }
                found++;
                visitor.event(event);
            }
            query = search.beyond(event.id());
            if (full.getAsBoolean()) {
                return false;
            }
        }
        return page.size() < query.limit();
    }
}
