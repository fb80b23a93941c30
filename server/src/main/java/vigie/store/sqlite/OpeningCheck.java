package vigie.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.store.HistoryException;
import vigie.store.sqlite.file.DamageException;
import vigie.store.sqlite.file.Packing;
import vigie.store.sqlite.file.Schema;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteCauses;
import vigie.store.sqlite.file.SqliteFile;
import vigie.store.sqlite.table.EventTable;

/**
 * Makes the file ready, whatever it holds: new if there is none, and if the one that is there is damaged, that one is set aside, never
 * deleted. The check takes about as long as a start, whatever the size of the file: it looks at one end of every table, asks what
 * the server will ask, and writes one of everything and takes it back. It reads the whole file only when damage was seen before.
 */
final class OpeningCheck {
    private static final Logger LOG = LoggerFactory.getLogger(OpeningCheck.class);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    /** One end of every table, and the whole of the short ones. */
    private static final List<String> GLANCES = List.of(
            "SELECT count(time + value) FROM tail",
            "SELECT count(id) FROM sensor",
            "SELECT length(data) FROM block ORDER BY key DESC LIMIT 1",
            "SELECT count(*) FROM (SELECT mean FROM span ORDER BY sensor DESC, first DESC LIMIT 1)",
            "SELECT max(last) FROM span",
            "SELECT count(*) FROM (SELECT subject FROM event ORDER BY id DESC LIMIT 1)",
            "SELECT max(time) FROM event",
            "SELECT max(kind) FROM event");

    private final SqliteFile file;
    private final SkippedRows skipped;
    private final Clock clock;

    OpeningCheck(SqliteFile file, SkippedRows skipped, Clock clock) {
        this.file = file;
        this.skipped = skipped;
        this.clock = clock;
    }

    /** Returns what a person has to know: that a file was set aside, or was empty; null when all is well. */
    @Nullable
    String makeReady() throws HistoryException {
        try {
            boolean empty = file.isEmpty();
            file.createPrivate();
            check();
            return empty ? tellEmpty() : null;
        } catch (DamageException e) {
            return beginAnew(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw SqliteCauses.explain(file.path(), e);
        } catch (IOException e) {
            throw notReady(e);
        }
    }

    /** Sets the file aside, and begins a new one. Nobody may have it open to write. Returns what a person has to know. */
    String beginAnew(String damage) throws HistoryException {
        try {
            String notice = setAside(damage);
            file.createPrivate();
            check();
            return notice;
        } catch (SQLException e) {
            throw SqliteCauses.explain(file.path(), e);
        } catch (IOException | DamageException e) {
            throw notReady(e);
        }
    }

    private HistoryException notReady(Exception e) {
        return new HistoryException(file.path() + ": cannot be made ready: " + e.getMessage(), e);
    }

    private void check() throws SQLException, IOException, DamageException, HistoryException {
        String fault = file.fault();
        if (fault != null) {
            throw new DamageException(fault);
        }
        try {
            checkStructure();
            rehearse();
        } catch (SQLException e) {
            if (SqliteCauses.isOfTheFile(e)) {
                throw new DamageException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} holds something unexpected", file.path(), e);
            throw new DamageException("it holds something unexpected: " + e, e);
        }
    }

    private void checkStructure() throws SQLException, IOException, DamageException, HistoryException {
        try (Connection connection = file.writer();
                Statement statement = connection.createStatement()) {
            Schema.ensure(connection);
            for (String glance : GLANCES) {
                Schema.number(statement, glance);
            }
            if (file.isSuspect()) {
                LOG.warn("{} was seen to be damaged: all of it is looked at now", file.path());
                requireOk(statement, "PRAGMA quick_check(1)");
                file.trust();
            }
            mendSensors(statement);
            EventTable.ensureBytes(connection, file.bytes());
            connection.commit();
        }
    }

    /** A sensor's id stands in its row and in an index. When they differ, the sensor could never be kept again. */
    private static void mendSensors(Statement statement) throws SQLException {
        try {
            requireOk(statement, "PRAGMA integrity_check(sensor)");
        } catch (DamageException e) {
            LOG.warn("the index of sensors is made anew: {}", e.getMessage());
            statement.execute("REINDEX sensor");
        }
    }

    private static void requireOk(Statement statement, String check) throws SQLException, DamageException {
        try (ResultSet row = statement.executeQuery(check)) {
            if (row.next() && !row.getString(1).equals("ok")) {
                throw new DamageException(row.getString(1).replaceAll("\\s+", " "));
            }
        }
    }

    private void rehearse() throws SQLException {
        try (SqliteReader reader = SqliteReader.open(file, skipped)) {
            reader.rehearse();
        }
        try (SqliteWriter writer = SqliteWriter.open(file, Packing.DEFAULT, new SkippedRows())) {
            writer.rehearse();
        }
    }

    private String tellEmpty() {
        String notice = file.path()
                + " was empty (0 bytes): whatever it held before is gone, and a new history is begun in it.";
        LOG.warn(notice);
        return notice;
    }

    private String setAside(String damage) throws IOException {
        String name = "history-damaged-" + STAMP.format(clock.instant().atOffset(ZoneOffset.UTC));
        Path target = file.path().resolveSibling(name + ".db");
        for (int more = 2; Files.exists(target); more++) {
            target = file.path().resolveSibling(name + "-" + more + ".db");
        }
        String from = file.path().toString();
        for (Path path : file.paths()) {
            if (Files.exists(path)) {
                Files.move(path, Path.of(target + path.toString().substring(from.length())));
            }
        }
        file.trust();
        String notice = file.path() + " was damaged (" + damage + "). It was set aside as " + target.getFileName()
                + ", and a new history begun.";
        LOG.error(notice);
        return notice;
    }
}
