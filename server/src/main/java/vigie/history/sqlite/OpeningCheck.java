package vigie.history.sqlite;

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
import vigie.history.HistoryException;

/**
 * Makes the file ready: new if there is none, and if the one that is there is damaged, that one is set aside, never deleted. It
 * looks at what costs no time, whatever the size, and at everything only if damage was seen before.
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
    private final Clock clock;

    OpeningCheck(SqliteFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Returns what a person has to know: that a file was set aside; null when all is well. */
    @Nullable
    String makeReady() throws HistoryException {
        try {
            try {
                check();
                return null;
            } catch (DamageException e) {
                String notice = setAside(e);
                check();
                return notice;
            }
        } catch (SQLException e) {
            throw SqliteCauses.explain(file.path(), e);
        } catch (IOException | DamageException e) {
            throw new HistoryException(file.path() + ": cannot be made ready: " + e.getMessage(), e);
        }
    }

    private void check() throws SQLException, IOException, DamageException, HistoryException {
        try (Connection connection = file.writer();
                Statement statement = connection.createStatement()) {
            Schema.ensure(connection);
            for (String glance : GLANCES) {
                Schema.number(statement, glance);
            }
            if (file.isSuspect()) {
                LOG.warn("{} was seen to be damaged: all of it is looked at now", file.path());
                lookAtAll(statement);
                file.trust();
            }
            connection.rollback();
        } catch (SQLException e) {
            if (SqliteCauses.isDamage(e)) {
                throw new DamageException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    private static void lookAtAll(Statement statement) throws SQLException, DamageException {
        try (ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (row.next() && !row.getString(1).equals("ok")) {
                throw new DamageException(row.getString(1).replaceAll("\\s+", " "));
            }
        }
    }

    private String setAside(DamageException damage) throws IOException {
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
        String notice = file.path() + " was damaged (" + damage.getMessage() + "). It was set aside as "
                + target.getFileName() + ", and a new history begun.";
        LOG.error(notice);
        return notice;
    }
}
