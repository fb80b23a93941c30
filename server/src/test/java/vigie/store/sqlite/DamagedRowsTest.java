package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.TestClock;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.DataFolder;
import vigie.store.EventQuery;
import vigie.store.HistoryException;
import vigie.store.SensorExtent;
import vigie.store.sqlite.file.Packing;
import vigie.store.sqlite.file.SqliteFile;

/** A file whose structure is whole, and whose content makes no sense: the rest of it is read, and it takes more. */
final class DamagedRowsTest {
    private static final long START = 1_763_875_200_000L;
    private static final SensorId X = SensorId.parse("a/x");
    private static final SensorId Y = SensorId.parse("a/y");
    private static final Packing SOON = new Packing(300, 20);

    @TempDir
    private Path path;

    private final TestClock clock = new TestClock(START);
    private final List<String> told = new ArrayList<>();
    private DataFolder folder;

    @BeforeEach
    void take() throws HistoryException {
        folder = DataFolder.take(path);
    }

    @AfterEach
    void release() {
        folder.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE sensor SET id = 'no sensor' WHERE id = 'a/x'",
                "UPDATE sensor SET id = x'00ff' WHERE id = 'a/x'",
                "UPDATE sensor SET key = 9223372036854775807 WHERE id = 'a/x'",
                "UPDATE tail SET time = 'noon' WHERE sensor = 1",
                "UPDATE tail SET value = 9221120237041090560 WHERE sensor = 1",
                "UPDATE tail SET sensor = 9223372036854775807 WHERE sensor = 1",
                "UPDATE span SET count = -1 WHERE sensor = 1",
                "UPDATE span SET last = first + 99999999999 WHERE sensor = 1",
                "UPDATE span SET mean = 9221120237041090560 WHERE sensor = 1",
                "UPDATE block SET data = x'00000000' WHERE key IN (SELECT block FROM span WHERE sensor = 1)",
                "UPDATE block SET data = zeroblob(0) WHERE key IN (SELECT block FROM span WHERE sensor = 1)",
                "UPDATE event SET id = 9223372036854775807 WHERE id = 2",
                "UPDATE event SET id = -5 WHERE id = 2",
                "UPDATE event SET kind = 'rumour' WHERE id = 2",
                "UPDATE event SET time = 'noon' WHERE id = 2",
                "UPDATE sqlite_sequence SET seq = 0",
                "UPDATE sqlite_sequence SET seq = 9223372036854775807",
                "UPDATE sqlite_sequence SET seq = 'many'",
                "DELETE FROM sqlite_sequence",
                "UPDATE memo SET value = 'much'",
                "UPDATE memo SET value = -9223372036854775807",
                "DROP INDEX span_by_last",
                "DROP INDEX event_by_kind",
                "PRAGMA user_version = 0",
                "PRAGMA user_version = 5",
                "PRAGMA user_version = -77",
                "PRAGMA application_id = 7",
            })
    void rowsThatMakeNoSense_arePassedOver_andMoreIsTaken(String damage) throws Exception {
        keep();
        sql(damage);
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).isNull();
            assertThat(history.newest()).extracting(Reading::sensor).contains(Y);
            assertThat(history.sensors()).extracting(SensorExtent::sensor).contains(Y);
            List<Long> events = events(history);
            assertThat(events).contains(1L, 3L);
            takeMore(history);
            assertThat(events(history)).hasSize(events.size() + 1);
        }
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).isNull();
            takeMore(history);
        }
    }

    @Test
    void anIdThatIsNone_isCounted_andToldOnce() throws Exception {
        keep();
        sql("UPDATE sensor SET id = 'no sensor' WHERE id = 'a/x'");
        try (SqliteHistory history = open()) {
            history.tellSkipped(told::add);
            history.sensors();
            history.newest();
            assertThat(history.skippedRows()).isPositive();
            assertThat(told).singleElement().asString().contains("make no sense", "no sensor");
            assertThat(HistoryFile.inspect(path).problems())
                    .anySatisfy(problem -> assertThat(problem).contains("no sensor"));
        }
    }

    /** The row says one id, its index another: the sensor that the index knows could never be kept again. */
    @Test
    void indexOfSensorsDiffersFromItsRows_isMadeAnew() throws Exception {
        keep();
        byte[] all = Files.readAllBytes(path.resolve("history.db"));
        // "a/x" without index entry: flip a bit of the row only, the first of the two places.
        int at = indexOf(all, "a/x");
        all[at] ^= 1;
        Files.write(path.resolve("history.db"), all);
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).isNull();
            takeMore(history);
            assertThat(history.sensors()).extracting(SensorExtent::sensor).contains(X, Y);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE tail",
                "DROP TABLE event",
                "DROP TABLE memo",
                "ALTER TABLE span RENAME TO spin",
                "ALTER TABLE sensor DROP COLUMN packed",
                "CREATE TRIGGER no BEFORE INSERT ON tail BEGIN SELECT RAISE(FAIL, 'no'); END"
            })
    void brokenSchema_isSetAside(String damage) throws Exception {
        keep();
        sql(damage);
        try (SqliteHistory history = open()) {
            if (!damage.contains("memo")) {
                assertThat(history.notice()).contains("set aside");
            }
            takeMore(history);
        }
    }

    @Test
    void emptyFile_isSaid() throws Exception {
        Files.createFile(path.resolve("history.db"));
        assertThatThrownBy(() -> HistoryFile.inspect(path)).hasMessageContaining("empty (0 bytes)");
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).contains("was empty (0 bytes)");
            takeMore(history);
        }
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).isNull();
        }
    }

    /** SQLite itself would delete the log. */
    @Test
    void emptyFileBesideAFullLog_areSetAsideTogether() throws Exception {
        Files.createFile(path.resolve("history.db"));
        Files.write(path.resolve("history.db-wal"), new byte[5000]);
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).contains("set aside");
        }
        assertThat(path.resolve("history-damaged-20251123-052000.db-wal")).hasBinaryContent(new byte[5000]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"history.db", "history.db-wal", "history.db-shm", "history.db-suspect"})
    void folderInItsPlace_isSetAside(String name) throws Exception {
        Files.createDirectories(path.resolve(name).resolve("something"));
        try (SqliteHistory history = open()) {
            takeMore(history);
        }
        try (SqliteHistory history = open()) {
            assertThat(history.newest()).isNotEmpty();
        }
    }

    @Test
    void appendsFailAgainAndAgain_theRunningServerBeginsAnew_andLosesNothingThatWaits() throws Exception {
        keep();
        try (SqliteHistory history = open()) {
            history.tellNotices(told::add);
            history.describe(List.of(new SensorInfo(X, "Oven", "°C", null, null)));
            assertThat(history.newest()).hasSize(2);
            sql("DROP TABLE tail");
            List<Reading> waiting = List.of(new Reading(X, START + 9_000_000, 9));
            assertThatThrownBy(() -> history.append(waiting)).isInstanceOf(HistoryException.class);
            assertThatThrownBy(() -> history.append(waiting)).isInstanceOf(HistoryException.class);
            history.append(waiting);
            assertThat(told).singleElement().asString().contains("set aside");
            assertThat(history.sensors())
                    .containsExactly(new SensorExtent(X, "Oven", "°C", START + 9_000_000, START + 9_000_000, 1));
            history.appendEvents(List.of(new Event(4, Happening.note(START, null, null, "a note"))));
            assertThat(history.lastEvent()).isEqualTo(4);
        }
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).isNull();
            assertThat(history.size().readings()).isEqualTo(1);
        }
        assertThat(path.resolve("history-damaged-20251123-052000.db")).exists();
    }

    private void keep() throws HistoryException {
        try (SqliteHistory history = open()) {
            for (int round = 0; round < 4; round++) {
                List<Reading> readings = new ArrayList<>();
                for (int i = 0; i < 180; i++) {
                    readings.add(new Reading(i % 2 == 0 ? X : Y, START + round * 1000L + i, i / 10.0));
                }
                history.append(readings);
            }
            history.appendEvents(List.of(note(1), note(2), note(3)));
        }
    }

    private static Event note(long id) {
        return new Event(id, Happening.note(START + id, X, "Ann", "a note"));
    }

    private void takeMore(SqliteHistory history) throws HistoryException {
        List<Reading> more = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            more.add(new Reading(i % 2 == 0 ? X : Y, START + 100_000 + i, i));
        }
        history.append(more);
        assertThat(history.count(X, START + 100_000, START + 200_000)).isGreaterThanOrEqualTo(200);
        history.appendEvents(List.of(note(history.lastEvent() + 1)));
        history.dropBefore(START + 1, 10);
        history.dropEventsBefore(START, 10, Set.of());
    }

    private static List<Long> events(SqliteHistory history) throws HistoryException {
        List<Long> events = new ArrayList<>();
        history.events(EventQuery.newest(100), event -> events.add(event.id()));
        return events;
    }

    private static int indexOf(byte[] all, String text) {
        return new String(all, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private SqliteHistory open() throws HistoryException {
        return SqliteHistory.open(folder, clock, SOON);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = new SqliteFile(path).writer();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
