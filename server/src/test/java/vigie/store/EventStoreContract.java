package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.sensor.SensorId;

/** What every {@link EventStore} does, whatever keeps it. */
public abstract class EventStoreContract {
    protected static final long START = 1_763_875_200_000L;
    private static final Set<EventKind> ALL = EnumSet.allOf(EventKind.class);
    private static final SensorId OVEN = SensorId.parse("bench/température");

    /** An empty one, the same within a test. */
    protected abstract EventStore store() throws Exception;

    @Test
    void empty_knowsNothing() throws Exception {
        assertThat(store().lastEvent()).isZero();
        assertThat(all()).isEmpty();
        assertThat(store().dropEventsBefore(Long.MAX_VALUE, 10, Set.of())).isZero();
        store().appendEvents(List.of());
        assertThat(store().lastEvent()).isZero();
    }

    @Test
    void everyField_comesBackAsItWas() throws Exception {
        List<Event> events = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            AlarmStep step = kind.isAlarm() ? new AlarmStep("hot 🔥", Severity.CRITICAL, 3, 283.1, START + 5) : null;
            events.add(new Event(
                    events.size() + 1,
                    new Happening(kind, START, OVEN.toString(), "line\nbreak \"ü\"", "Anne", step, false)));
        }
        events.add(new Event(50, Happening.note(START, null, null, "about nothing")));
        events.add(new Event(51, new Happening(EventKind.TROUBLE, START, "history", "kept", null, null, true)));
        events.add(new Event(
                52,
                Happening.alarm(
                        EventKind.ALARM_CLEARED,
                        START,
                        OVEN,
                        new AlarmStep("quiet", Severity.INFO, 1, Double.NaN, 0),
                        null)));
        store().appendEvents(events);
        assertThat(all()).isEqualTo(events);
        assertThat(store().lastEvent()).isEqualTo(52);
    }

    @Test
    void questions_byNumberTimeAndKind_inBothDirections_withALimit() throws Exception {
        for (int i = 1; i <= 10; i++) {
            Happening what = i % 2 == 0
                    ? Happening.note(START + i, null, null, "n")
                    : new Happening(EventKind.SOURCE_LOST, START + i, "bench", "gone", null, null, false);
            store().appendEvents(List.of(new Event(i, what)));
        }
        assertThat(ids(new EventQuery(3, 8, START, START + 100, ALL, false, 100)))
                .containsExactly(4L, 5L, 6L, 7L);
        assertThat(ids(new EventQuery(0, 100, START + 3, START + 6, ALL, true, 100)))
                .containsExactly(5L, 4L, 3L);
        assertThat(ids(new EventQuery(0, 100, START, START + 100, EnumSet.of(EventKind.NOTE), false, 2)))
                .containsExactly(2L, 4L);
        assertThat(ids(EventQuery.newest(3))).containsExactly(10L, 9L, 8L);
        assertThat(ids(EventQuery.all(EnumSet.of(EventKind.SOURCE_LOST)))).containsExactly(1L, 3L, 5L, 7L, 9L);
    }

    @Test
    void numberThatIsTaken_isRefused_andNothingOfTheAppendIsKept() throws Exception {
        store().appendEvents(List.of(note(1, START), note(2, START)));
        assertThatThrownBy(() -> store().appendEvents(List.of(note(2, START), note(3, START))))
                .isInstanceOf(HistoryException.class);
        assertThat(all()).extracting(Event::id).containsExactly(1L, 2L);
        store().appendEvents(List.of(note(3, START)));
        assertThat(all()).extracting(Event::id).containsExactly(1L, 2L, 3L);
    }

    @Test
    void drop_oldestFirst_atMostSoMany_andTheLastNumberStays() throws Exception {
        store().appendEvents(List.of(note(1, START + 30), note(2, START + 10), note(3, START + 20)));
        assertThat(store().dropEventsBefore(START + 30, 1, Set.of())).isEqualTo(1);
        assertThat(all()).extracting(Event::id).containsExactly(1L, 3L);
        assertThat(store().dropEventsBefore(START + 31, 10, Set.of())).isEqualTo(2);
        assertThat(all()).isEmpty();
        assertThat(store().lastEvent()).isEqualTo(3);
    }

    @Test
    void drop_leavesEveryStepOfTheAlarmsThatAreNamed() throws Exception {
        store().appendEvents(List.of(
                step(1, EventKind.ALARM_RAISED, 0),
                note(2, START),
                step(3, EventKind.ALARM_RAISED, 0),
                step(4, EventKind.ALARM_ACKNOWLEDGED, 1),
                step(5, EventKind.ALARM_CLEARED, 3),
                step(6, EventKind.ALARM_SHELVED, 1)));
        assertThat(store().dropEventsBefore(Long.MAX_VALUE, 2, Set.of(1L, 99L))).isEqualTo(2);
        assertThat(all()).extracting(Event::id).containsExactly(1L, 4L, 5L, 6L);
        assertThat(store().dropEventsBefore(Long.MAX_VALUE, 10, Set.of(1L, 99L)))
                .isEqualTo(1);
        assertThat(store().dropEventsBefore(Long.MAX_VALUE, 10, Set.of(1L, 99L)))
                .isZero();
        assertThat(all()).extracting(Event::id).containsExactly(1L, 4L, 6L);
        assertThat(store().dropEventsBefore(Long.MAX_VALUE, 10, Set.of())).isEqualTo(3);
    }

    private List<Event> all() throws Exception {
        List<Event> events = new ArrayList<>();
        store().events(EventQuery.all(ALL), events::add);
        return events;
    }

    private List<Long> ids(EventQuery query) throws Exception {
        List<Long> ids = new ArrayList<>();
        store().events(query, event -> ids.add(event.id()));
        return ids;
    }

    private static Event step(long id, EventKind kind, long alarm) {
        return new Event(
                id, Happening.alarm(kind, START + id, OVEN, new AlarmStep("hot", Severity.INFO, alarm, 1, 0), null));
    }

    private static Event note(long id, long time) {
        return new Event(id, Happening.note(time, null, null, "a note"));
    }
}
