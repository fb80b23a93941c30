package vigie.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.TestClock;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.HistoryException;
import vigie.store.HistoryMemo;
import vigie.store.HistorySettings;
import vigie.store.MemoryEventStore;
import vigie.store.MemoryHistory;

/** A clock that is wrong drops nothing; one that is right goes on. */
final class RetentionClockTest {
    private static final long START = 1_763_875_200_000L;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final SensorId X = SensorId.parse("a/x");

    @TempDir
    private Path folder;

    private final MemoryHistory history = new MemoryHistory();
    private final MemoryEventStore events = new MemoryEventStore();
    private final HistoryMemo memo = HistoryMemo.ofThisRun();
    private final List<Trouble> troubles = new ArrayList<>();
    private final TestClock clock = new TestClock(START);
    private long nanos;
    private Retention retention;

    @BeforeEach
    void begin() {
        retention = start();
    }

    @Test
    void clockAheadAtStart_dropsNothing_andSaysSoOnce() throws HistoryException {
        keepTenDays();
        retention.step();
        clock.advance(400 * DAY);
        retention = start();
        for (int i = 0; i < 10; i++) {
            assertThat(retention.step()).isZero();
            run(HOUR);
        }
        assertThat(history.size().readings()).isEqualTo(240);
        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.about()).isEqualTo("history-clock");
            assertThat(trouble.over()).isFalse();
            assertThat(trouble.text()).contains("400 days after", "vigie history --accept-clock");
        });
    }

    @Test
    void clockJumpsWhileTheServerRuns_dropsNothing_andGoesOnWhenItIsSetRight() throws HistoryException {
        keepTenDays();
        retention.step();
        clock.advance(400 * DAY);
        assertThat(retention.step()).isZero();
        clock.advance(-400 * DAY);
        assertThat(retention.step()).isZero();
        assertThat(troubles).extracting(Trouble::over).containsExactly(false, true);
        assertThat(history.size().readings()).isEqualTo(240);
    }

    @Test
    void newReadingsUnderAWrongClock_andDevicesAheadOfTime_doNotMakeItRight() throws HistoryException {
        keepTenDays();
        retention.step();
        clock.advance(400 * DAY);
        history.append(List.of(new Reading(SensorId.parse("a/ahead"), clock.millis(), 1)));
        retention = start();
        history.append(List.of(new Reading(X, clock.millis(), 1)));
        assertThat(retention.step()).isZero();
        assertThat(history.size().readings()).isEqualTo(242);
    }

    @Test
    void noRunIsKnown_whatWasKeptLastCounts_butNotOneDeviceAheadOfTime() throws HistoryException {
        keepTenDays();
        for (int i = 0; i < 4; i++) {
            history.append(List.of(new Reading(SensorId.parse("a/other" + i), START, 1)));
        }
        history.append(List.of(new Reading(SensorId.parse("a/ahead"), START + 400 * DAY, 1)));
        clock.advance(400 * DAY);
        retention = start();
        assertThat(retention.step()).isZero();
        assertThat(troubles).hasSize(1);
    }

    @Test
    void clockIsAcceptedByAPerson_dropsFromThenOn_alsoAfterARestart() throws HistoryException {
        keepTenDays();
        retention.step();
        clock.advance(400 * DAY);
        assertThat(retention.step()).isZero();
        new ClockAcceptance(folder).give(clock);
        assertThat(retention.step()).as("readings and the note").isEqualTo(241);
        assertThat(troubles).extracting(Trouble::over).containsExactly(false, true);
        retention = start();
        clock.advance(HOUR);
        assertThat(retention.step()).isZero();
        assertThat(troubles).hasSize(2);
    }

    @Test
    void acceptedIsTheTimeThatAPersonSaw_noOther() throws HistoryException {
        keepTenDays();
        retention.step();
        new ClockAcceptance(folder).give(clock);
        clock.advance(400 * DAY);
        retention = start();
        assertThat(retention.step()).isZero();
        assertThat(history.size().readings()).isEqualTo(240);
    }

    @Test
    void clockBehind_isSaid_andDropsNothing() throws HistoryException {
        keepTenDays();
        retention.step();
        clock.advance(-400 * DAY);
        retention = start();
        history.append(List.of(new Reading(X, clock.millis(), 1)));
        assertThat(retention.step()).isZero();
        assertThat(history.size().readings()).isEqualTo(241);
        assertThat(troubles).singleElement().satisfies(trouble -> assertThat(trouble.text())
                .contains("400 days before"));
    }

    @Test
    void serverWasOffForAWeekend_waits_andAcceptsTheClockAfterADayOfRunning() throws HistoryException {
        keep(START - 30 * DAY + HOUR, 24);
        retention.step();
        clock.advance(3 * DAY);
        retention = start();
        assertThat(retention.step()).isZero();
        assertThat(troubles).singleElement().satisfies(trouble -> assertThat(trouble.text())
                .contains("accepted once the server has run for a day"));
        for (int hour = 0; hour < 23; hour++) {
            run(HOUR);
            assertThat(history.size().readings() - retention.step()).isPositive();
        }
        run(2 * HOUR);
        long more = retention.step();
        assertThat(more).isPositive();
        assertThat(history.size().readings()).isZero();
    }

    /** Nothing would be dropped: nobody has to look at the clock. */
    @Test
    void serverWasOffForDays_andNothingIsTooOld_nothingIsSaid() throws HistoryException {
        keepTenDays();
        retention.step();
        clock.advance(5 * DAY);
        retention = start();
        assertThat(retention.step()).isZero();
        assertThat(troubles).isEmpty();
    }

    @Test
    void runningOn_dropsAsTimeGoes() throws HistoryException {
        keepTenDays();
        for (int day = 0; day < 80; day++) {
            retention.step();
            run(DAY / 2);
        }
        assertThat(history.size().readings()).isZero();
        assertThat(troubles).isEmpty();
    }

    private void run(long millis) {
        clock.advance(millis);
        nanos += Duration.ofMillis(millis).toNanos();
    }

    private void keepTenDays() throws HistoryException {
        keep(START - 10 * DAY, 240);
        events.appendEvents(List.of(new Event(1, Happening.note(START - DAY, null, null, "a note"))));
    }

    private void keep(long from, int hours) throws HistoryException {
        List<Reading> readings = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            readings.add(new Reading(X, from + hour * HOUR, hour));
        }
        history.append(readings);
    }

    /** Another run of the server: it knows what was kept. */
    private Retention start() {
        try {
            ClockAcceptance acceptance = new ClockAcceptance(folder);
            long reference = RetentionClock.newest(history, events);
            RetentionClock judged = new RetentionClock(memo, clock, () -> nanos, acceptance::take, () -> reference);
            return new Retention(history, events, HistorySettings.DEFAULT, judged, Set::of, troubles::add);
        } catch (HistoryException e) {
            throw new AssertionError(e);
        }
    }
}
