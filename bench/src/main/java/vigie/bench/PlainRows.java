package vigie.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;

/** What anyone would write first: SQLite with a row for each reading, by sensor and time; as durable as the history. */
final class PlainRows implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;
    private final Map<SensorId, Integer> keys = new HashMap<>();

    PlainRows(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA cache_size = -32768");
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
            statement.execute(
                    "CREATE TABLE reading (sensor INTEGER NOT NULL, time INTEGER NOT NULL, value DOUBLE NOT NULL,"
                            + " PRIMARY KEY (sensor, time)) WITHOUT ROWID");
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)");
    }

    void append(List<Reading> readings) throws SQLException {
        for (Reading reading : readings) {
            insert.setInt(1, keys.computeIfAbsent(reading.sensor(), sensor -> keys.size()));
            insert.setLong(2, reading.epochMillis());
            insert.setDouble(3, reading.value());
            insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
