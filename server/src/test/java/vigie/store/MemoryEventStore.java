package vigie.store;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;

/** An event store without a disk, which fails when told. Thread-safe. */
public final class MemoryEventStore implements EventStore {
    private final RecentEvents kept = new RecentEvents();
    private volatile @Nullable String failure;

    /** From now on every append fails with this message, as on a full disk; null: no more. */
    public void failAppends(@Nullable String message) {
        failure = message;
    }

    @Override
    public void appendEvents(List<Event> events) throws HistoryException {
        String message = failure;
        if (message != null) {
            throw new HistoryException(message);
        }
        kept.appendEvents(events);
    }

    @Override
    public long lastEvent() {
        return kept.lastEvent();
    }

    @Override
    public void events(EventQuery query, Consumer<Event> visitor) {
        kept.events(query, visitor);
    }

    @Override
    public int dropEventsBefore(long epochMillis, int atMost, Set<Long> alarms) {
        return kept.dropEventsBefore(epochMillis, atMost, alarms);
    }
}
