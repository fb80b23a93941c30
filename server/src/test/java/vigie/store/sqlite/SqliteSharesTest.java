package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.TestClock;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.DataFolder;
import vigie.store.EventQuery;
import vigie.store.HistoryException;
import vigie.store.HistorySettings;
import vigie.store.HistorySize;
import vigie.store.retention.Retention;

/** Events and readings have room of their own: neither pushes the other out. */
final class SqliteSharesTest {
    private static final long START = 1_763_875_200_000L;
    private static final int MEGABYTE = 1_000_000;
    private static final SensorId X = SensorId.parse("a/x");

    @TempDir
    private Path path;

    private final TestClock clock = new TestClock(START);
    private final HistorySettings settings =
            new HistorySettings(true, Duration.ofDays(30), 10L * MEGABYTE, Duration.ofSeconds(1), 5000, 500_000);
    private DataFolder folder;
    private SqliteHistory history;
    private long lastEvent;
    private long lastReading;

    @BeforeEach
    void open() throws HistoryException {
        folder = DataFolder.take(path);
        history = SqliteHistory.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        history.close();
        folder.close();
    }

    @Test
    void aFloodOfNotes_pushesOutNotes_notReadings() throws HistoryException {
        keepReadings(240_000);
        Retention retention = new Retention(history, history, settings, clock, Set::of);
        for (int i = 0; i < 40; i++) {
            keepNotes(1000);
            stepOnAndOn(retention);
        }
        assertThat(history.count(X, 0, Long.MAX_VALUE)).isEqualTo(240_000);
        assertThat(used()).isLessThan(11L * MEGABYTE);
        assertThat(history.size().eventBytes()).isBetween(MEGABYTE * 3L / 2, 10L * MEGABYTE);
    }

    @Test
    void manyReadings_pushOutReadings_notEvents() throws HistoryException {
        keepNotes(2000);
        Retention retention = new Retention(history, history, settings, clock, Set::of);
        for (int i = 0; i < 30; i++) {
            keepReadings(60_000);
            stepOnAndOn(retention);
        }
        assertThat(history.size().readings()).isLessThan(30 * 60_000);
        assertThat(events()).isEqualTo(2000);
        assertThat(used()).isLessThan(11L * MEGABYTE);
    }

    @Test
    void stepsOfActiveAlarms_stay_howeverManyEventsCome() throws HistoryException {
        AlarmStep step = new AlarmStep("hot", Severity.WARNING, 0, 1, 0);
        history.appendEvents(
                List.of(new Event(++lastEvent, Happening.alarm(EventKind.ALARM_RAISED, START, X, step, "too hot"))));
        Retention retention = new Retention(history, history, settings, clock, () -> Set.of(1L));
        for (int i = 0; i < 20; i++) {
            keepNotes(1000);
            stepOnAndOn(retention);
        }
        List<Long> kept = new ArrayList<>();
        history.events(EventQuery.all(Set.of(EventKind.ALARM_RAISED)), event -> kept.add(event.id()));
        assertThat(kept).containsExactly(1L);
    }

    @Test
    void whatEventsTake_isKnownAboutRight_alsoAfterDroppingAndAfterARestart() throws HistoryException {
        keepNotes(5000);
        HistorySize size = history.size();
        assertThat(size.eventBytes()).isBetween(used() * 7 / 10, used() * 13 / 10);
        history.dropEventsBefore(Long.MAX_VALUE, 2500, Set.of());
        assertThat(history.size().eventBytes()).isBetween(size.eventBytes() * 45 / 100, size.eventBytes() * 55 / 100);
        history.close();
        history = SqliteHistory.open(folder, Clock.systemUTC());
        assertThat(history.size().eventBytes()).isBetween(size.eventBytes() * 45 / 100, size.eventBytes() * 55 / 100);
    }

    private static void stepOnAndOn(Retention retention) throws HistoryException {
        while (retention.step() > 0) {
            // as the writer does
        }
    }

    private long used() throws HistoryException {
        HistorySize size = history.size();
        return size.bytes() - size.freeBytes();
    }

    private int events() throws HistoryException {
        int[] count = {0};
        history.events(EventQuery.newest(Integer.MAX_VALUE), event -> count[0]++);
        return count[0];
    }

    private void keepReadings(int count) throws HistoryException {
        for (int done = 0; done < count; done += 20_000) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < Math.min(20_000, count - done); i++) {
                lastReading++;
                readings.add(
                        new Reading(X, START - 2_000_000_000L + lastReading * 1000, Math.sin((double) lastReading)));
            }
            history.append(readings);
        }
    }

    private void keepNotes(int count) throws HistoryException {
        List<Event> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lastEvent++;
            notes.add(new Event(lastEvent, Happening.note(START + lastEvent, null, "Ann", "note ".repeat(60))));
        }
        history.appendEvents(notes);
    }
}
