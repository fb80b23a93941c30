package vigie.store.sqlite.file;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import vigie.store.HistoryException;

/**
 * The tables, and whether a file has them. What counts is the tables themselves: when they are those of a known format, a header that
 * says something else is corrected.
 */
public final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** "Vigi": tells these files from those of other programs. */
    private static final int APPLICATION = 0x56696769;

    private static final int WITH_EVENTS = 2;
    private static final int WITH_NAMES = 3;
    private static final int WITH_MEMO = 4;

    /**
     * What this version writes. From 4 on the numbers of formats have an odd number of one bits (4, 7, 8, 11, 13, 14 …), so that a
     * flipped bit in the header never looks like a later format.
     */
    static final int VERSION = WITH_MEMO;

    /** Numbers beyond are no formats yet, but flipped bits. */
    private static final int HIGHEST_VERSION = 16;

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
            "PRAGMA application_id = " + APPLICATION);

    private static final List<String> EVENTS = List.of(
            // Numbers are never used again, also when the event with the highest was dropped: hence AUTOINCREMENT.
            "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, kind TEXT NOT NULL,"
                    + " subject TEXT NOT NULL, text TEXT, who TEXT, over INTEGER NOT NULL, rule TEXT, severity TEXT,"
                    + " alarm INTEGER, value REAL, until INTEGER)");

    /** What people call a sensor, and its unit. */
    private static final List<String> NAMES =
            List.of("ALTER TABLE sensor ADD COLUMN name TEXT", "ALTER TABLE sensor ADD COLUMN unit TEXT");

    /** Single numbers that outlive a run. */
    private static final List<String> MEMO =
            List.of("CREATE TABLE IF NOT EXISTS memo (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID");

    /** What each format adds to the one before, the first first. */
    private static final List<List<String>> FORMATS = List.of(READINGS, EVENTS, NAMES, MEMO);

    private static final Map<String, String> INDICES = Map.of(
            // The oldest of all sensors, to drop them.
            "span_by_last", "CREATE INDEX span_by_last ON span (last)",
            // The oldest, to drop them.
            "event_by_time", "CREATE INDEX event_by_time ON event (time)",
            // All steps of alarms, to know which stand.
            "event_by_kind", "CREATE INDEX event_by_kind ON event (kind, id)");

    private Schema() {}

    /**
     * Makes the tables in a new file, and knows those of an old one; to one that an earlier version wrote it adds what is new.
     *
     * @throws DamageException when the file is something else
     * @throws HistoryException when a later version wrote it
     */
    public static void ensure(Connection connection) throws SQLException, DamageException, HistoryException {
        try (Statement statement = connection.createStatement()) {
            long application = number(statement, "PRAGMA application_id");
            long version = number(statement, "PRAGMA user_version");
            Map<String, String> tables = objects(statement, "table");
            if (application == APPLICATION && isLater(version)) {
                throw new HistoryException("the history was written by a later Vigie, in format " + version
                        + " (expected: " + VERSION + "). Start that version, or another --data folder.");
            }
            int format = tables.isEmpty() ? 0 : formatOf(tables);
            if (!tables.isEmpty() && format == 0) {
                throw new DamageException(
                        application == APPLICATION
                                ? "its tables are not those of a history"
                                : "it was not written by Vigie");
            }
            if (format > 0 && (application != APPLICATION || version != format)) {
                LOG.warn("the history's header is corrected: its tables are of format {}, it says {}", format, version);
            }
            if (format < VERSION || version != VERSION || application != APPLICATION) {
                bringUpToDate(statement, format);
            }
            ensureIndices(statement);
            connection.commit();
        }
    }

    private static boolean isLater(long version) {
        return version > VERSION && version <= HIGHEST_VERSION && Long.bitCount(version) % 2 == 1;
    }

    private static void bringUpToDate(Statement statement, int format) throws SQLException {
        for (List<String> step : FORMATS.subList(format, VERSION)) {
            run(statement, step);
        }
        statement.execute("PRAGMA application_id = " + APPLICATION);
        statement.execute("PRAGMA user_version = " + VERSION);
    }

    private static void ensureIndices(Statement statement) throws SQLException {
        Map<String, String> indices = objects(statement, "index");
        for (Map.Entry<String, String> index : INDICES.entrySet()) {
            if (!plain(index.getValue()).equals(indices.get(index.getKey()))) {
                statement.execute("DROP INDEX IF EXISTS " + index.getKey());
                statement.execute(index.getValue());
            }
        }
    }

    /** The highest format whose tables are all there; 0 when they are of none. Other tables do not matter. */
    private static int formatOf(Map<String, String> tables) throws SQLException {
        int found = 0;
        try (Connection memory = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties());
                Statement statement = memory.createStatement()) {
            for (int format = 1; format <= VERSION; format++) {
                run(statement, FORMATS.get(format - 1));
                if (tables.entrySet().containsAll(objects(statement, "table").entrySet())) {
                    found = format;
                }
            }
        }
        return found;
    }

    /** Tables or indices by name, and how they were made. */
    private static Map<String, String> objects(Statement statement, String type) throws SQLException {
        Map<String, String> objects = new HashMap<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT name, sql FROM sqlite_schema WHERE type = '" + type + "'")) {
            while (rows.next()) {
                objects.put(String.valueOf(rows.getString(1)), plain(String.valueOf(rows.getString(2))));
            }
        }
        return objects;
    }

    /** However it is spaced and quoted. */
    private static String plain(String sql) {
        return sql.replaceAll("[\\s\"]+", "");
    }

    /** Whether the file has events; one that an earlier version wrote has none before a server opens it. */
    public static boolean hasEvents(Statement statement) throws SQLException {
        return number(statement, "PRAGMA user_version") >= WITH_EVENTS;
    }

    /** Whether the file has names of sensors; the same holds of them. */
    static boolean hasNames(Statement statement) throws SQLException {
        return number(statement, "PRAGMA user_version") >= WITH_NAMES;
    }

    /** Whether the file has single numbers; the same holds of them. */
    public static boolean hasMemo(Statement statement) throws SQLException {
        return number(statement, "PRAGMA user_version") >= WITH_MEMO;
    }

    private static void run(Statement statement, List<String> all) throws SQLException {
        for (String sql : all) {
            statement.execute(sql);
        }
    }

    public static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
