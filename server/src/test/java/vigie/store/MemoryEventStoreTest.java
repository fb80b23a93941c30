package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.event.Event;
import vigie.event.Happening;

/** The fake is a store like any other, and so are the events of one run. */
final class MemoryEventStoreTest extends EventStoreContract {
    private final MemoryEventStore store = new MemoryEventStore();

    @Override
    protected EventStore store() {
        return store;
    }

    @Test
    void append_toldToFail_keepsNothing_untilToldOtherwise() throws HistoryException {
        List<Event> one = List.of(new Event(1, Happening.note(START, null, null, "a note")));
        store.failAppends("the disk is full");
        assertThatThrownBy(() -> store.appendEvents(one)).hasMessage("the disk is full");
        assertThat(store.lastEvent()).isZero();
        store.failAppends(null);
        store.appendEvents(one);
        assertThat(store.lastEvent()).isEqualTo(1);
    }

    @Test
    void recentEvents_areBounded_theOldestGo() throws HistoryException {
        RecentEvents recent = new RecentEvents();
        for (int i = 1; i <= RecentEvents.MOST + 2; i++) {
            recent.appendEvents(List.of(new Event(i, Happening.note(START, null, null, "a note"))));
        }
        List<Long> ids = new ArrayList<>();
        recent.events(EventQuery.newest(Integer.MAX_VALUE), event -> ids.add(event.id()));
        assertThat(ids).hasSize(RecentEvents.MOST).doesNotContain(1L, 2L);
    }
}
