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

    private static final int WITH_EVENTS = 2;
    private static final int WITH_NAMES = 3;

    /** What this version writes. */
    static final int VERSION = WITH_NAMES;

    /** What people call a sensor, and its unit. */
    private static final List<String> NAMES =
            List.of("ALTER TABLE sensor ADD COLUMN name TEXT", "ALTER TABLE sensor ADD COLUMN unit TEXT");

    private static final List<String> EVENTS = List.of(
            // Numbers are never used again, also when the event with the highest was dropped: hence AUTOINCREMENT.
            "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, kind TEXT NOT NULL,"
                    + " subject TEXT NOT NULL, text TEXT, who TEXT, over INTEGER NOT NULL, rule TEXT, severity TEXT,"
                    + " alarm INTEGER, value REAL, until INTEGER)",
            // The oldest, to drop them.
            "CREATE INDEX event_by_time ON event (time)",
            // All steps of alarms, to know which stand.
            "CREATE INDEX event_by_kind ON event (kind, id)");

    private static final List<String> READINGS = List.of(
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
            "PRAGMA application_id = " + APPLICATION);

    private Schema() {}

    /**
     * Makes the tables in a new file, and knows those of an old one; to one that an earlier version wrote it adds what is new.
     *
     * @throws DamageException when the file is something else
     * @throws HistoryException when a later version wrote it
     */
    static void ensure(Connection connection) throws SQLException, DamageException, HistoryException {
        try (Statement statement = connection.createStatement()) {
            long application = number(statement, "PRAGMA application_id");
            boolean empty = application == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") == 0;
            if (!empty && application != APPLICATION) {
                throw new DamageException("it was not written by Vigie");
            }
            long version = number(statement, "PRAGMA user_version");
            if (version > VERSION) {
                throw new HistoryException("the history was written by a later Vigie, in format " + version
                        + " (expected: " + VERSION + "). Start that version, or another --data folder.");
            }
            if (empty) {
                run(statement, READINGS);
            }
            if (version < VERSION) {
                bringUpToDate(statement, version);
                connection.commit();
            }
        }
    }

    private static void bringUpToDate(Statement statement, long version) throws SQLException {
        if (version < WITH_EVENTS) {
            run(statement, EVENTS);
        }
        if (version < WITH_NAMES) {
            run(statement, NAMES);
        }
        statement.execute("PRAGMA user_version = " + VERSION);
    }

    /** Whether the file has events; one that an earlier version wrote has none before a server opens it. */
    static boolean hasEvents(Statement statement) throws SQLException {
        return number(statement, "PRAGMA user_version") >= WITH_EVENTS;
    }

    /** Whether the file has names of sensors; the same holds of them. */
    static boolean hasNames(Statement statement) throws SQLException {
        return number(statement, "PRAGMA user_version") >= WITH_NAMES;
    }

    private static void run(Statement statement, List<String> all) throws SQLException {
        for (String sql : all) {
            statement.execute(sql);
        }
    }

    static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
