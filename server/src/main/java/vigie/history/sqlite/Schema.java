package vigie.history.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import vigie.history.HistoryException;

/** The tables, and whether a file has them. */
final class Schema {
    /** "Vigi": tells these files from those of other programs. */
    private static final int APPLICATION = 0x56696769;

    private static final int VERSION = 1;

    private static final List<String> STATEMENTS = List.of(
            // What "sensor" means in the other tables, and how many of its readings are packed.
            "CREATE TABLE sensor (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, packed INTEGER NOT NULL)",
            // Readings not packed yet, in the order they came. No index: it would cost more writing than all the rest.
            "CREATE TABLE tail (sensor INTEGER NOT NULL, time INTEGER NOT NULL, value INTEGER NOT NULL)",
            // By a growing key of its own, so that blocks fill one page after another, and none takes another's place.
            "CREATE TABLE block (key INTEGER PRIMARY KEY, data BLOB NOT NULL)",
            "CREATE TABLE span (sensor INTEGER NOT NULL, first INTEGER NOT NULL, block INTEGER NOT NULL,"
                    + " last INTEGER NOT NULL, count INTEGER NOT NULL, min INTEGER NOT NULL, max INTEGER NOT NULL,"
                    + " mean INTEGER NOT NULL, PRIMARY KEY (sensor, first, block)) WITHOUT ROWID",
            // The oldest of all sensors, to drop them.
            "CREATE INDEX span_by_last ON span (last)",
            "PRAGMA application_id = " + APPLICATION,
            "PRAGMA user_version = " + VERSION);

    private Schema() {}

    /**
     * Makes the tables in a new file, and knows those of an old one.
     *
     * @throws DamageException when the file is something else
     * @throws HistoryException when a later version wrote it
     */
    static void ensure(Connection connection) throws SQLException, DamageException, HistoryException {
        try (Statement statement = connection.createStatement()) {
            long application = number(statement, "PRAGMA application_id");
            if (application == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                for (String sql : STATEMENTS) {
                    statement.execute(sql);
                }
                connection.commit();
            } else if (application != APPLICATION) {
                throw new DamageException("it was not written by Vigie");
            }
            long version = number(statement, "PRAGMA user_version");
            if (version != VERSION) {
                throw new HistoryException("the history was written by a later Vigie, in format " + version
                        + " (expected: " + VERSION + "). Start that version, or another --data folder.");
            }
        }
    }

    static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
