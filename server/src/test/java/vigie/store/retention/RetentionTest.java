package vigie.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.HistoryException;
import vigie.store.HistorySettings;
import vigie.store.MemoryEventStore;
import vigie.store.MemoryHistory;

final class RetentionTest {
    private static final long START = 1_763_875_200_000L;
    private static final long HOUR = 3_600_000;
    private static final SensorId X = SensorId.parse("a/x");

    private final MemoryHistory history = new MemoryHistory();
    private final MemoryEventStore events = new MemoryEventStore();
    private final TestClock clock = new TestClock(START);
    private Set<Long> standing = Set.of();

    @Test
    void step_dropsWhatIsOlderThanIsKept_andNothingElse() throws HistoryException {
        keep(10, HOUR);
        clock.advance(9 * HOUR);
        Retention retention = retention(Duration.ofHours(5), 1_000_000_000);
        assertThat(retention.step()).isEqualTo(4);
        assertThat(retention.step()).isZero();
        assertThat(history.sensors().get(0).first()).isEqualTo(START + 4 * HOUR);
        clock.advance(HOUR);
        assertThat(retention.step()).isEqualTo(1);
    }

    /** The one in memory says 16 bytes for each. */
    @Test
    void step_tooMuchRoomTaken_dropsTheOldestUntilItFits_inSteps() throws HistoryException {
        keep(700_000, 1);
        Retention retention = retention(Duration.ofDays(1), 10_000_000);
        assertThat(retention.step()).isEqualTo(50_000);
        assertThat(retention.step()).isEqualTo(50_000);
        assertThat(retention.step()).isZero();
        assertThat(history.sensors().get(0).first()).isEqualTo(START + 100_000);
        assertThat(history.sensors().get(0).last()).isEqualTo(START + 699_999);
    }

    @Test
    void step_dropsOldEvents_andNumbersAreNotUsedAgain() throws HistoryException {
        for (int i = 1; i <= 3; i++) {
            events.appendEvents(List.of(new Event(i, Happening.note(START + i * HOUR, null, null, "a note"))));
        }
        clock.advance(8 * HOUR);
        Retention retention = retention(Duration.ofHours(6), 1_000_000_000);
        assertThat(retention.step()).isEqualTo(1);
        clock.advance(HOUR * 10);
        assertThat(retention.step()).isEqualTo(2);
        assertThat(retention.step()).isZero();
        assertThat(events.lastEvent()).isEqualTo(3);
    }

    @Test
    void step_leavesTheStepsOfAlarmsThatStand_howeverOldTheyAre() throws HistoryException {
        AlarmStep raising = new AlarmStep("hot", Severity.WARNING, 0, 290, 0);
        events.appendEvents(List.of(
                new Event(1, Happening.alarm(EventKind.ALARM_RAISED, START, X, raising, null)),
                new Event(2, Happening.note(START, null, null, "a note"))));
        clock.advance(8 * HOUR);
        standing = Set.of(1L);
        Retention retention = retention(Duration.ofHours(6), 1_000_000_000);
        assertThat(retention.step()).isEqualTo(1);
        assertThat(retention.step()).isZero();
        standing = Set.of();
        assertThat(retention.step()).isEqualTo(1);
    }

    private Retention retention(Duration age, long maxBytes) {
        return new Retention(
                history,
                events,
                new HistorySettings(true, age, maxBytes, Duration.ofSeconds(1), 5000, 10_000),
                clock,
                () -> standing);
    }

    private void keep(int readings, long stepMillis) throws HistoryException {
        List<Reading> all = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            all.add(new Reading(X, START + i * stepMillis, i));
        }
        history.append(all);
    }
}
