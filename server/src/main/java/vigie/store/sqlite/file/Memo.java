package vigie.store.sqlite.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single numbers that outlive a run, by name. Whoever puts one commits. Stateless. */
public final class Memo {
    /** About how many bytes the events take, with their indices. */
    public static final String EVENT_BYTES = "event-bytes";

    private Memo() {}

    /** All that make sense. */
    public static Map<String, Long> all(Connection connection) throws SQLException {
        Map<String, Long> numbers = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, value FROM memo"
                        + " WHERE typeof(name) = 'text' AND typeof(value) = 'integer'")) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
        return numbers;
    }

    /** Null when there is none that makes sense. */
    public static @Nullable Long get(Connection connection, String name) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("SELECT value FROM memo WHERE name = ? AND typeof(value) = 'integer'")) {
            find.setString(1, name);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? (Long) row.getLong(1) : null;
            }
        }
    }

    public static void put(Connection connection, String name, long value) throws SQLException {
        try (PreparedStatement put =
                connection.prepareStatement("INSERT OR REPLACE INTO memo (name, value) VALUES (?, ?)")) {
            put.setString(1, name);
            put.setLong(2, value);
            put.executeUpdate();
        }
    }
}
