package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.DataFolder;
import vigie.store.EventStore;
import vigie.store.EventStoreContract;
import vigie.store.HistoryException;
import vigie.store.HistoryReport;
import vigie.store.sqlite.file.SqliteFile;

/** Events in the history's file. */
final class SqliteEventsTest extends EventStoreContract {
    private static final SensorId X = SensorId.parse("a/x");

    @TempDir
    Path path;

    private DataFolder folder;
    private SqliteHistory history;

    @BeforeEach
    void begin() throws HistoryException {
        folder = DataFolder.take(path);
        history = SqliteHistory.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void release() {
        history.close();
        folder.close();
    }

    @Override
    protected EventStore store() {
        return history;
    }

    @Test
    void reopened_everythingIsThere_andTheLastNumber_alsoOfWhatWasDropped() throws HistoryException {
        history.appendEvents(List.of(note(1), note(2)));
        history.dropEventsBefore(Long.MAX_VALUE, 1, Set.of());
        reopen();
        assertThat(history.lastEvent()).isEqualTo(2);
        history.dropEventsBefore(Long.MAX_VALUE, 1, Set.of());
        reopen();
        assertThat(history.lastEvent()).isEqualTo(2);
    }

    @Test
    void fileOfTheFormatBefore_isMigrated_andItsReadingsStay() throws Exception {
        history.append(List.of(new Reading(X, START, 21.5)));
        history.close();
        makeFormat1();
        assertThat(HistoryFile.inspect(path).events())
                .as("looked at before a server opens it")
                .isZero();
        assertThat(HistoryFile.inspect(path).problems()).isEmpty();
        history = SqliteHistory.open(folder, Clock.systemUTC());
        assertThat(history.notice()).isNull();
        assertThat(history.count(X, START, START + 1)).isEqualTo(1);
        history.appendEvents(List.of(note(1)));
        reopen();
        assertThat(history.lastEvent()).isEqualTo(1);
    }

    @Test
    void inspect_countsEvents_andFindsWhatIsNone() throws Exception {
        history.appendEvents(List.of(note(1), note(2)));
        HistoryReport report = HistoryFile.inspect(path);
        assertThat(report.problems()).isEmpty();
        assertThat(report.events()).isEqualTo(2);
        history.close();
        sql("UPDATE event SET kind = 'alarm-raised' WHERE id = 2");
        assertThat(HistoryFile.inspect(path).problems())
                .singleElement()
                .asString()
                .startsWith("event 2: ");
    }

    /** What was there before events came: tables of readings alone. */
    private void makeFormat1() throws Exception {
        sql(
                "DROP TABLE event",
                "ALTER TABLE sensor DROP COLUMN name",
                "ALTER TABLE sensor DROP COLUMN unit",
                "PRAGMA user_version = 1");
    }

    private void sql(String... statements) throws Exception {
        try (Connection connection = new SqliteFile(path).writer();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    private void reopen() throws HistoryException {
        history.close();
        history = SqliteHistory.open(folder, Clock.systemUTC());
    }

    private static Event note(long id) {
        return new Event(id, Happening.note(START, null, null, "a note"));
    }
}
