package vigie.history.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.history.SensorExtent;
import vigie.sensor.SensorId;

/** What is kept of each sensor, from the tail and the ends of its blocks. */
final class ExtentQuery {
    private static final String ENDS = "SELECT (SELECT min(first) FROM span WHERE sensor = ?1),"
            + " (SELECT max(last) FROM span WHERE sensor = ?1"
            + " AND first > (SELECT max(first) FROM span WHERE sensor = ?1) - " + Span.MAX_MILLIS + ")";

    private final Connection connection;

    ExtentQuery(Connection connection) {
        this.connection = connection;
    }

    List<SensorExtent> run() throws SQLException {
        Map<Integer, Extent> tail = tail();
        List<SensorExtent> extents = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                PreparedStatement ends = connection.prepareStatement(ENDS);
                ResultSet sensors =
                        statement.executeQuery("SELECT key, id, packed, " + names(statement) + " FROM sensor")) {
            while (sensors.next()) {
                Extent waiting = tail.get(sensors.getInt(1));
                long packed = sensors.getLong(3);
                @Nullable
                Extent all = packed == 0
                        ? waiting
                        : packed(ends, sensors.getInt(1), packed).and(waiting);
                if (all != null) {
                    SensorId id = SensorId.parse(sensors.getString(2));
                    extents.add(new SensorExtent(
                            id, sensors.getString(4), sensors.getString(5), all.first, all.last, all.count));
                }
            }
        }
        extents.sort(Comparator.comparing(SensorExtent::sensor));
        return extents;
    }

    private static String names(Statement statement) throws SQLException {
        return Schema.hasNames(statement) ? "name, unit" : "NULL, NULL";
    }

    private Map<Integer, Extent> tail() throws SQLException {
        Map<Integer, Extent> tail = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT sensor, min(time), max(time), count(*) FROM tail GROUP BY sensor")) {
            while (rows.next()) {
                tail.put(rows.getInt(1), new Extent(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return tail;
    }

    private static Extent packed(PreparedStatement ends, int sensor, long count) throws SQLException {
        ends.setInt(1, sensor);
        try (ResultSet row = ends.executeQuery()) {
            row.next();
            return new Extent(row.getLong(1), row.getLong(2), count);
        }
    }

    private record Extent(long first, long last, long count) {
        Extent and(@Nullable Extent other) {
            return other == null
                    ? this
                    : new Extent(Math.min(first, other.first), Math.max(last, other.last), count + other.count);
        }
    }
}
