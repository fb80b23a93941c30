package vigie.past;

import java.time.Clock;
import java.util.function.LongSupplier;
import vigie.store.EventStore;

/** Looks up events that were. Thread-safe; may block, so never on an event loop. */
public final class EventArchive {
    private final EventStore store;
    private final LongSupplier last;
    private final Clock clock;

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

    /** Begins to read what is asked for, in its order. */
    public EventReading read(EventSearch search) {
        return new EventReading(store, search);
    }
}
