package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.event.EventKind;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.sensor.SensorStatus;
import vigie.store.EventQuery;
import vigie.store.HistoryException;
import vigie.store.HistorySettings;
import vigie.store.writer.HistoryTally;

/** The data folder, the history in it and its writer, joined to the hub. */
final class HistoryStageTest {
    private static final HistorySettings KEPT = HistorySettings.DEFAULT;
    private static final HistorySettings NOT_KEPT =
            new HistorySettings(false, Duration.ofDays(30), 2_000_000_000, Duration.ofSeconds(1), 5000, 500_000);

    private static final Set<String> SOURCES = Set.of("a");

    private final TestClock clock = new TestClock(1_763_875_200_000L);
    private final Hub hub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void readings_areThereInTheNextRun() throws HistoryException {
        Inlet inlet = hub.inlet("a");
        inlet.channel(0, "x", null);
        try (HistoryStage stage = open(KEPT)) {
            keepOne(stage, inlet);
            assertThat(stage.tally().kept()).isEqualTo(1);
            assertThat(values(stage)).containsExactly(21.5);
        }
        try (HistoryStage next = open(KEPT)) {
            assertThat(values(next)).containsExactly(21.5);
        }
    }

    @Test
    void folderInUse_isRefused_andFreeAfterwards() throws HistoryException {
        HistoryStage first = open(KEPT);
        assertThatThrownBy(() -> open(KEPT))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("another Vigie");
        first.close();
        open(KEPT).close();
    }

    @Test
    void damagedFile_isSetAside_andEveryoneIsTold() throws IOException, HistoryException {
        Files.writeString(
                folder.resolve("history.db"), "this is no database, however long one looks at it".repeat(100));
        try (HistoryStage stage = open(KEPT)) {
            stage.events().keepWaiting();
            assertThat(stage.events().now().troubles())
                    .singleElement()
                    .satisfies(told -> assertThat(told.what().text()).contains("history.db"));
        }
    }

    @Test
    void nothingToBeKept_noFolder_noWriter() throws HistoryException {
        Path none = folder.resolve("none");
        try (HistoryStage stage = HistoryStage.open(NOT_KEPT, none, SOURCES, hub, clock)) {
            stage.start();
            hub.tick();
            stage.finish();
            assertThat(stage.history().sensors()).isEmpty();
            assertThat(stage.tally()).isEqualTo(HistoryTally.NOTHING);
            assertThat(stage.events().now().last()).isZero();
            assertThat(none).doesNotExist();
        }
    }

    @Test
    void sensorHeardBefore_isNewOnlyOnce_acrossRuns() throws HistoryException {
        Inlet inlet = hub.inlet("a");
        inlet.channel(0, "x", null);
        try (HistoryStage stage = open(KEPT)) {
            hub.tick();
            stage.events().keepWaiting();
            assertThat(kinds(stage)).containsExactly(EventKind.SENSOR_NEW);
        }
        Hub nextHub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
        try (HistoryStage stage = HistoryStage.open(KEPT, folder, SOURCES, nextHub, clock)) {
            nextHub.inlet("a").channel(0, "x", null);
            nextHub.tick();
            stage.events().keepWaiting();
            assertThat(kinds(stage)).containsExactly(EventKind.SENSOR_NEW);
        } finally {
            nextHub.close();
        }
    }

    @Test
    void sensorHeardBefore_isThereInTheNextRun_untilItIsHeard() throws HistoryException {
        Inlet inlet = hub.inlet("a");
        inlet.channel(0, "x", "°C");
        try (HistoryStage stage = open(KEPT)) {
            keepOne(stage, inlet);
        }
        clock.advance(60_000);
        Hub nextHub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
        try (HistoryStage stage = HistoryStage.open(KEPT, folder, SOURCES, nextHub, clock)) {
            assertThat(nextHub.snapshot().sensors()).singleElement().satisfies(sensor -> {
                assertThat(sensor.info().unit()).isEqualTo("°C");
                assertThat(sensor.lastValue()).isEqualTo(21.5);
                assertThat(sensor.status()).isEqualTo(SensorStatus.STALE);
            });
            nextHub.tick();
            stage.events().keepWaiting();
            assertThat(kinds(stage)).as("new only once").containsExactly(EventKind.SENSOR_NEW);
        } finally {
            nextHub.close();
        }
        Hub otherHub = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
        try (HistoryStage stage = HistoryStage.open(KEPT, folder, Set.of("other"), otherHub, clock)) {
            assertThat(otherHub.snapshot().sensors()).isEmpty();
            assertThat(stage.history().sensors()).hasSize(1);
        } finally {
            otherHub.close();
        }
    }

    /** A whole run of one reading. */
    private void keepOne(HistoryStage stage, Inlet inlet) {
        stage.start();
        inlet.add(0, clock.millis(), 21.5);
        inlet.publish();
        hub.close();
        stage.finish();
    }

    private static List<EventKind> kinds(HistoryStage stage) throws HistoryException {
        List<EventKind> kinds = new ArrayList<>();
        stage.eventStore()
                .events(EventQuery.newest(10), event -> kinds.add(event.what().kind()));
        return kinds;
    }

    private HistoryStage open(HistorySettings settings) throws HistoryException {
        return HistoryStage.open(settings, folder, SOURCES, hub, clock);
    }

    private static List<Double> values(HistoryStage stage) throws HistoryException {
        List<Double> values = new ArrayList<>();
        stage.history()
                .readings(SensorId.parse("a/x"), Long.MIN_VALUE, Long.MAX_VALUE, (time, value) -> values.add(value));
        return values;
    }
}
