package vigie.store.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.TestClock;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.DataFolder;
import vigie.store.HistoryException;
import vigie.store.HistoryReport;
import vigie.store.SensorExtent;
import vigie.store.sqlite.HistoryFile;
import vigie.store.sqlite.SqliteHistory;

/** What becomes of the file: opened again, damaged, of another program, broken beneath a running server. */
final class SqliteFileTest {
    private static final long START = 1_763_875_200_000L;
    private static final int PAGE = 4096;
    private static final SensorId X = SensorId.parse("a/x");
    private static final Packing SOON = new Packing(300, 20);

    @TempDir
    Path path;

    private final TestClock clock = new TestClock(START);
    private DataFolder folder;
    private Path file;

    @BeforeEach
    void take() throws HistoryException {
        folder = DataFolder.take(path);
        file = path.resolve("history.db");
    }

    @AfterEach
    void release() {
        folder.close();
    }

    @Test
    void reopened_everythingIsThere_andGrowsOn() throws HistoryException {
        keep(500);
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).isNull();
            history.append(List.of(new Reading(X, START + 500, 500)));
            assertThat(history.sensors()).containsExactly(new SensorExtent(X, START, START + 500, 501));
        }
    }

    @Test
    void size_countsReadings_andWhatIsFreeAfterDropping() throws HistoryException {
        keep(20_000);
        try (SqliteHistory history = open()) {
            long used = history.size().bytes() - history.size().freeBytes();
            assertThat(history.size().readings()).isEqualTo(20_000);
            assertThat(used).isPositive();
            while (history.dropBefore(Long.MAX_VALUE, 5000) > 0) {
                // step by step
            }
            assertThat(history.size().bytes() - history.size().freeBytes()).isLessThan(used);
        }
    }

    @Test
    void vacuum_givesRoomBack_andKeepsTheRest() throws Exception {
        keep(20_000);
        try (SqliteHistory history = open()) {
            history.dropBefore(START + 19_000, 19_000);
        }
        long before = Files.size(file);
        HistoryFile.vacuum(folder);
        assertThat(Files.size(file)).isLessThan(before);
        assertThat(HistoryFile.inspect(path).problems()).isEmpty();
        try (SqliteHistory history = open()) {
            assertThat(history.count(X, START + 19_000, Long.MAX_VALUE)).isEqualTo(1000);
        }
    }

    @Test
    void noDatabase_isSetAside_untouched() throws Exception {
        byte[] garbage = "This is a diary, and no database at all. ".repeat(100).getBytes(StandardCharsets.UTF_8);
        Files.write(file, garbage);
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).contains("history.db was damaged", "history-damaged-20251123-052000.db");
            history.append(List.of(new Reading(X, START, 1)));
            assertThat(history.size().readings()).isEqualTo(1);
        }
        assertThat(path.resolve("history-damaged-20251123-052000.db")).hasBinaryContent(garbage);
    }

    @Test
    void cutShort_isSetAside_asOftenAsItHappens() throws Exception {
        for (int time = 1; time <= 2; time++) {
            keep(20_000);
            byte[] all = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(all, all.length / 2));
            try (SqliteHistory history = open()) {
                assertThat(history.notice()).contains("set aside");
                assertThat(history.sensors()).isEmpty();
            }
        }
        assertThat(path.resolve("history-damaged-20251123-052000.db")).exists();
        assertThat(path.resolve("history-damaged-20251123-052000-2.db")).exists();
    }

    @Test
    void anotherProgramsDatabase_isSetAside() throws Exception {
        sql("CREATE TABLE recipe (name TEXT)", "INSERT INTO recipe VALUES ('onion soup')");
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).contains("it was not written by Vigie");
        }
    }

    @Test
    void writtenByALaterVersion_isRefused_andLeftAlone() throws Exception {
        keep(1);
        sql("PRAGMA user_version = 7");
        assertThatThrownBy(this::open)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("later Vigie")
                .hasMessageContaining("format 7");
        sql("PRAGMA user_version = " + Schema.VERSION);
        try (SqliteHistory history = open()) {
            assertThat(history.size().readings()).isEqualTo(1);
        }
    }

    @Test
    void writtenBeforeNamesWereKept_canBeLookedAt_andGetsThemWhenOpened() throws Exception {
        keep(1);
        sql("ALTER TABLE sensor DROP COLUMN name", "ALTER TABLE sensor DROP COLUMN unit", "PRAGMA user_version = 2");
        assertThat(HistoryFile.inspect(path).sensors()).containsExactly(new SensorExtent(X, START, START, 1));
        try (SqliteHistory history = open()) {
            history.describe(List.of(new SensorInfo(X, "Oven", "°C", null, null)));
            assertThat(history.sensors()).containsExactly(new SensorExtent(X, "Oven", "°C", START, START, 1));
        }
        assertThat(HistoryFile.inspect(path).sensors())
                .extracting(SensorExtent::name)
                .containsExactly("Oven");
    }

    /** No glance finds that; but reading does, and the next opening then looks at everything. */
    @Test
    void damagedInside_isReported_andSetAsideAtTheNextOpening() throws Exception {
        keep(50_000);
        damagePageOf(blockData(80));
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).isNull();
            assertThatThrownBy(() -> history.readings(X, START, START + 50_000, (time, value) -> {}))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("it is damaged: restart Vigie");
        }
        assertThat(HistoryFile.inspect(path).problems()).isNotEmpty();
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).contains("set aside");
        }
        assertThat(path.resolve("history.db-suspect")).doesNotExist();
    }

    @Test
    void suspectedInVain_isKept() throws Exception {
        keep(500);
        Files.writeString(path.resolve("history.db-suspect"), "somebody thought so");
        try (SqliteHistory history = open()) {
            assertThat(history.notice()).isNull();
            assertThat(history.size().readings()).isEqualTo(500);
        }
        assertThat(path.resolve("history.db-suspect")).doesNotExist();
    }

    @Test
    void oneBlockDamaged_isAGap_andTheReportNamesIt() throws Exception {
        keep(1200);
        sql("UPDATE block SET data = substr(data, 1, length(data) - 1) WHERE key = 2");
        try (SqliteHistory history = open()) {
            List<Long> times = new ArrayList<>();
            history.readings(X, START, START + 1200, (time, value) -> times.add(time - START));
            assertThat(times).hasSize(900).contains(0L, 299L, 600L, 1199L).doesNotContain(300L, 599L);
        }
        HistoryReport report = HistoryFile.inspect(path);
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("a/x: the block of 300 readings", "its checksum is wrong");
    }

    @Test
    void append_failing_keepsNothing_readsGoOn_andTheNextIsKept() throws Exception {
        try (SqliteHistory history = open()) {
            history.append(List.of(new Reading(X, START, 1)));
            sql("ALTER TABLE tail RENAME TO elsewhere", "CREATE TABLE tail (other)");
            assertThatThrownBy(() -> history.append(
                            List.of(new Reading(SensorId.parse("a/new"), START, 2), new Reading(X, START + 1, 2))))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("history.db: ");
            sql("DROP TABLE tail", "ALTER TABLE elsewhere RENAME TO tail");
            assertThat(history.size().readings()).isEqualTo(1);
            for (int i = 2; i < 5; i++) {
                history.append(List.of(new Reading(SensorId.parse("a/new"), START + i, i)));
            }
            assertThat(history.sensors())
                    .containsExactly(
                            new SensorExtent(SensorId.parse("a/new"), START + 2, START + 4, 3),
                            new SensorExtent(X, START, START, 1));
        }
    }

    /** The visitor may ask for more, and an end of its own harms nobody. */
    @Test
    void readings_visitorAsksAndThrows_othersGoOn() throws HistoryException {
        keep(1000);
        try (SqliteHistory history = open()) {
            assertThatThrownBy(() -> history.readings(X, START, START + 1000, (time, value) -> {
                        assertThat(count(history)).isEqualTo(1000);
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            assertThat(count(history)).isEqualTo(1000);
        }
    }

    private byte[] blockData(int key) throws SQLException {
        try (Connection connection = new SqliteFile(path).writer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT data FROM block WHERE key = " + key)) {
            assertThat(row.next()).isTrue();
            return row.getBytes(1);
        }
    }

    /** Overwrites the head of the page in which these bytes lie. */
    private void damagePageOf(byte[] content) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int at = new String(all, StandardCharsets.ISO_8859_1).indexOf(new String(content, StandardCharsets.ISO_8859_1));
        assertThat(at).isPositive();
        int page = at / PAGE * PAGE;
        Arrays.fill(all, page, page + 100, (byte) 0xee);
        Files.write(file, all);
    }

    private static long count(SqliteHistory history) {
        try {
            return history.count(X, START, START + 1000);
        } catch (HistoryException e) {
            throw new AssertionError(e);
        }
    }

    private SqliteHistory open() throws HistoryException {
        return SqliteHistory.open(folder, clock, SOON);
    }

    private void keep(int readings) throws HistoryException {
        try (SqliteHistory history = open()) {
            for (int begin = 0; begin < readings; begin += 300) {
                List<Reading> batch = new ArrayList<>();
                for (int i = begin; i < Math.min(readings, begin + 300); i++) {
                    batch.add(new Reading(X, START + i, i % 700 / 100.0));
                }
                history.append(batch);
            }
        }
    }

    private void sql(String... statements) throws SQLException, IOException {
        try (Connection connection = new SqliteFile(path).writer();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
