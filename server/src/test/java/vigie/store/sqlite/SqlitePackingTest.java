package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.DataFolder;
import vigie.store.History;
import vigie.store.HistoryContract;
import vigie.store.HistoryException;
import vigie.store.HistoryReport;
import vigie.store.sqlite.block.BlockCodec;
import vigie.store.sqlite.file.Packing;

/** Packed so soon that nearly all lies in blocks, which overlap where readings come late. */
final class SqlitePackingTest extends HistoryContract {
    private static final Packing SOON = new Packing(300, 20);

    @TempDir
    Path path;

    @SuppressWarnings("NullAway.Init") // open() does, before each test
    private DataFolder folder;

    @Override
    protected History open() throws HistoryException {
        folder = DataFolder.take(path);
        return SqliteHistory.open(folder, Clock.systemUTC(), SOON);
    }

    @AfterEach
    void isIntact_andRelease() throws HistoryException {
        HistoryReport report = HistoryFile.inspect(path);
        folder.close();
        assertThat(report.problems()).isEmpty();
    }

    /** A clock that was ahead: what it said is kept, and is not the newest. */
    @Test
    void newest_ofASensorWhoseClockWasAhead_isWhatItSaidOfTimesUntilNow() throws HistoryException {
        long now = System.currentTimeMillis();
        for (long ahead : new long[] {90_000, 7_200_000, 400 * 86_400_000L}) {
            String sensor = "a/ahead" + ahead;
            history.append(List.of(reading(sensor, now + ahead, -1), reading(sensor, now - 10, 7)));
            assertThat(newest(sensor)).as("in the tail").isEqualTo(reading(sensor, now - 10, 7));
            List<Reading> many = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                many.add(reading(sensor, i == 500 ? now + ahead : now - 5_000 + i, i));
            }
            history.append(many);
            assertThat(newest(sensor)).as("packed").isEqualTo(reading(sensor, now - 10, 7));
        }
        history.append(List.of(reading("a/always", now + 90_000, 1)));
        assertThat(newest("a/always")).as("better than none").isEqualTo(reading("a/always", now + 90_000, 1));
    }

    private Reading newest(String sensor) throws HistoryException {
        return history.newest().stream()
                .filter(reading -> reading.sensor().toString().equals(sensor))
                .findFirst()
                .orElseThrow();
    }

    /** Blocks of the same sensor, first and last time are all kept. */
    @Test
    void append_theSameStretchAgainAndAgain_keepsEveryCopy() throws HistoryException {
        List<Reading> stretch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            stretch.add(reading("a/x", START + i, i));
        }
        for (int copy = 0; copy < 5; copy++) {
            history.append(stretch);
        }
        List<Reading> kept = all(SensorId.parse("a/x"));
        assertThat(kept).hasSize(1500);
        assertThat(kept.subList(0, 5)).containsOnly(stretch.get(0));
        assertThat(kept.subList(1495, 1500)).containsOnly(stretch.get(299));
    }

    /** A fast sensor does not cut a slow one's readings into tiny blocks. */
    @Test
    void append_fastAndSlowSensors_slowOnesWaitForMore_butNotWhenTheyAreMany() throws HistoryException {
        for (int batch = 0; batch < 10; batch++) {
            List<Reading> readings = new ArrayList<>();
            readings.add(reading("a/slow", START + batch * 300L, batch));
            for (int i = 0; i < 300; i++) {
                readings.add(reading("a/x", START + batch * 300L + i, i));
            }
            history.append(readings);
        }
        assertThat(all(SensorId.parse("a/slow"))).hasSize(10);

        List<Reading> many = new ArrayList<>();
        for (int sensor = 0; sensor < 400; sensor++) {
            many.add(reading("b/" + sensor, START, sensor));
        }
        history.append(many);
        assertThat(history.sensors()).hasSize(402);
        assertThat(all(SensorId.parse("b/399"))).containsExactly(reading("b/399", START, 399));
        assertThat(all(SensorId.parse("a/slow"))).hasSize(10);
    }

    @Test
    void append_moreOfOneSensorThanABlockHolds_isCutIntoSeveral() throws HistoryException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 3 * BlockCodec.MAX_READINGS + 1; i++) {
            readings.add(reading("a/x", START, i));
        }
        history.append(readings);
        assertThat(all(SensorId.parse("a/x"))).isEqualTo(readings);
    }
}
