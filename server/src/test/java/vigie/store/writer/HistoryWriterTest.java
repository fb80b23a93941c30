package vigie.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.event.Trouble;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;
import vigie.store.HistoryException;
import vigie.store.HistorySettings;
import vigie.store.MemoryHistory;
import vigie.store.RecentEvents;
import vigie.store.SensorExtent;
import vigie.store.retention.Retention;

/** From the hub to what keeps readings, also when that cannot. */
final class HistoryWriterTest {
    private static final long START = 1_763_875_200_000L;
    private static final SensorId X = SensorId.parse("a/x");
    private static final Duration LATE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMillis(10);

    private final TestClock clock = new TestClock(START);
    private final Hub hub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
    private final Inlet inlet = hub.inlet("a");
    private final MemoryHistory history = new MemoryHistory();
    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
    private @Nullable HistoryWriter writer;
    private double next = 1;
    private volatile boolean droppingFails;

    @BeforeEach
    void announce() {
        inlet.channel(0, "x", null);
    }

    @AfterEach
    void close() {
        hub.close();
        if (writer != null) {
            writer.close();
        }
    }

    @Test
    void enoughReadings_areKeptAtOnce_inOrder() throws HistoryException {
        HistoryWriter writing = start(LATE, 10, 1000);
        tick(9);
        tick(3);
        await().until(() -> writing.tally().kept() == 12);
        assertThat(values()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0);
        assertThat(writing.tally()).isEqualTo(new HistoryTally(12, 2, 0, 0, 1, 0));
    }

    @Test
    void fewReadings_areKeptOnceTheyWaitedLongEnough() throws HistoryException {
        HistoryWriter writing = start(SOON, 1000, 10_000);
        tick(2);
        await().until(() -> writing.tally().keptThrough() == 1);
        assertThat(values()).containsExactly(1.0, 2.0);
    }

    @Test
    void batchesWithoutReadings_moveThePlaceOn() {
        HistoryWriter writing = start(SOON, 1000, 10_000);
        tick(1);
        hub.sourceChanged(new SourceStatus("else", "a change without a reading", "", SourceState.LIVE, null, START));
        tick(0);
        await().until(() -> writing.tally().keptThrough() == 2);
        assertThat(writing.tally().kept()).isEqualTo(1);
    }

    @Test
    void whatSensorsAreCalled_isKept_alsoWhenReadingsAreLostMeanwhile() throws HistoryException {
        HistoryWriter writing = start(SOON, 10, 100);
        history.failAppends("the disk is full");
        inlet.channel(0, "x", "°C");
        for (int i = 0; i < 20; i++) {
            tick(10);
        }
        await().until(() -> writing.tally().failures() > 0 && writing.tally().lost() > 0);
        history.failAppends(null);
        await().until(() -> writing.tally().waiting() == 0);
        assertThat(history.sensors())
                .singleElement()
                .extracting(SensorExtent::unit)
                .isEqualTo("°C");
        inlet.channel(0, "x", "°F");
        tick(0);
        await().until(() -> "°F".equals(history.sensors().get(0).unit()));
    }

    @Test
    void close_keepsWhatIsLeft() throws HistoryException {
        HistoryWriter writing = start(LATE, 1000, 10_000);
        tick(3);
        assertThat(writing.tally().waiting()).isEqualTo(3);
        hub.close();
        writing.close();
        assertThat(values()).containsExactly(1.0, 2.0, 3.0);
        assertThat(writing.tally()).isEqualTo(new HistoryTally(3, 1, 0, 0, 1, 0));
    }

    @Test
    void close_whileNothingCanBeKept_endsAllTheSame_andCountsWhatIsLeft() {
        HistoryWriter writing = start(SOON, 1, 1000);
        history.failAppends("the disk is full");
        tick(1);
        tick(1);
        await().until(() -> writing.tally().failures() > 0);
        writing.close();
        assertThat(writing.tally().waiting()).isEqualTo(2);
        assertThat(writing.tally().kept()).isZero();
    }

    @Test
    void diskFull_readingsWait_theTroubleSaysWhy_andAllIsKeptWhenThereIsSpaceAgain() throws HistoryException {
        HistoryWriter writing = start(SOON, 10, 10_000);
        tick(5);
        await().until(() -> writing.tally().kept() == 5);
        history.failAppends("the disk is full. Make room on /data");
        for (int i = 0; i < 20; i++) {
            tick(5);
        }
        await().until(() -> writing.tally().failures() >= 2);
        assertThat(troubles)
                .containsExactly(new Trouble(
                        "history",
                        "readings wait to be kept: the disk is full. Make room on /data",
                        false,
                        clock.millis()));
        clock.advance(60_000);
        history.failAppends(null);
        await().until(() -> writing.tally().kept() == 105);
        await().until(() -> troubles.size() == 2);
        assertThat(troubles.get(1))
                .isEqualTo(new Trouble("history", "readings are kept again; none was lost", true, clock.millis()));
        assertWhole(1, 105);
    }

    @Test
    void diskFullForLong_theOldestAreLostAndCounted_theNewestAreKept() throws HistoryException {
        int most = 1000;
        HistoryWriter writing = start(SOON, 10, most);
        history.failAppends("the disk is full");
        for (int i = 0; i < 100; i++) {
            tick(20);
            assertThat(writing.tally().waiting()).isLessThanOrEqualTo(most);
        }
        await().untilAsserted(() ->
                assertThat(troubles).extracting(Trouble::text).contains("readings are lost: the disk is full"));
        long said = troubles.size();
        tick(20);
        assertThat(troubles).as("said once").hasSize((int) said);
        history.failAppends(null);
        await().until(() -> writing.tally().waiting() == 0
                && troubles.get(troubles.size() - 1).over());
        HistoryTally tally = writing.tally();
        assertThat(tally.kept() + tally.lost()).isEqualTo(2020);
        assertThat(tally.keptThrough()).isEqualTo(101);
        assertThat(troubles.get(troubles.size() - 1).text())
                .isEqualTo("readings are kept again; " + tally.lost() + " were lost");
        assertThat(values()).hasSize((int) tally.kept()).endsWith(2018.0, 2019.0, 2020.0);
        assertThat(values()).doesNotHaveDuplicates();
    }

    /** Who holds the monitor of the history lets no append be done. */
    @Test
    void slowDisk_theHubNeverWaits_whatFindsNoRoomIsLost() {
        HistoryWriter writing = start(SOON, 10, 1000);
        synchronized (history) {
            for (int i = 0; i < 100; i++) {
                tick(20);
            }
            assertThat(writing.tally().lost()).isPositive();
            assertThat(writing.tally().waiting()).isLessThanOrEqualTo(1000);
            assertThat(troubles)
                    .extracting(Trouble::text)
                    .containsExactly("readings are lost: they come faster than the disk takes them."
                            + " Send fewer readings, or put the data folder on a faster disk");
        }
        await().until(() -> writing.tally().waiting() == 0 && troubles.size() == 2);
        assertThat(writing.tally().kept() + writing.tally().lost()).isEqualTo(2000);
        assertThat(troubles.get(1).over()).isTrue();
    }

    @Test
    void whatIsTooOld_isDropped_alsoWhenNothingComes() throws HistoryException {
        history.append(List.of(new Reading(X, START - Duration.ofDays(2).toMillis(), 1), new Reading(X, START, 2)));
        start(LATE, 1000, 10_000);
        await().until(() -> values().equals(List.of(2.0)));
    }

    @Test
    void clockSetBackAnHour_everythingIsKept_byTime() throws HistoryException {
        HistoryWriter writing = start(SOON, 1000, 10_000);
        tick(3);
        clock.advance(-3_600_000);
        tick(3);
        await().until(() -> writing.tally().kept() == 6);
        assertThat(values()).containsExactly(4.0, 5.0, 6.0, 1.0, 2.0, 3.0);
        assertThat(troubles).isEmpty();
    }

    @Test
    void droppingFailsUnexpectedly_whatComesIsKeptAllTheSame() {
        droppingFails = true;
        HistoryWriter writing = start(SOON, 1000, 10_000);
        for (int i = 1; i <= 3; i++) {
            int kept = i;
            tick(1);
            await().until(() -> writing.tally().kept() == kept);
        }
    }

    private Set<Long> standing() {
        if (droppingFails) {
            throw new IllegalStateException("on purpose");
        }
        return Set.of();
    }

    private HistoryWriter start(Duration commit, int commitReadings, int waitingReadings) {
        HistorySettings settings =
                new HistorySettings(true, Duration.ofDays(1), 1_000_000_000, commit, commitReadings, waitingReadings);
        Retention retention = new Retention(history, new RecentEvents(), settings, clock, this::standing);
        HistoryWriter starting = new HistoryWriter(history, retention, settings, troubles::add, clock);
        writer = starting;
        hub.subscribe(starting);
        starting.start();
        return starting;
    }

    /** A tick with so many readings. */
    private void tick(int readings) {
        for (int i = 0; i < readings; i++) {
            inlet.add(0, clock.millis(), next++);
        }
        inlet.publish();
        hub.tick();
    }

    private List<Double> values() throws HistoryException {
        List<Double> values = new ArrayList<>();
        history.readings(X, Long.MIN_VALUE, Long.MAX_VALUE, (time, value) -> values.add(value));
        return values;
    }

    private void assertWhole(int first, int last) throws HistoryException {
        List<Double> expected = new ArrayList<>();
        for (double value = first; value <= last; value++) {
            expected.add(value);
        }
        assertThat(values()).isEqualTo(expected);
    }
}
