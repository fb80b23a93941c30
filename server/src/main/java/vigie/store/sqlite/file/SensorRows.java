package vigie.store.sqlite.file;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/** Reads the sensors there are, in the order in which they were first kept. Rows that make no sense are passed over. Stateless. */
public final class SensorRows {
    private SensorRows() {}

    /**
     * A sensor.
     *
     * @param key what it is in the other tables
     * @param packed how many of its readings are packed, as far as that is known
     */
    public record SensorRow(
            long key,
            SensorId id,
            long packed,
            @Nullable String name,
            @Nullable String unit) {}

    public static List<SensorRow> read(Connection connection, SkippedRows skipped) throws SQLException {
        List<SensorRow> sensors = new ArrayList<>();
        Set<SensorId> known = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key, id, packed, "
                        + (Schema.hasNames(statement) ? "name, unit" : "NULL, NULL")
                        + " FROM sensor ORDER BY key")) {
            while (rows.next()) {
                SensorId id = id(rows.getString(2));
                long key = rows.getLong(1);
                if (id == null || !known.add(id)) {
                    skipped.add("sensor " + key + ", called " + rows.getString(2));
                } else {
                    sensors.add(
                            new SensorRow(key, id, Math.max(0, rows.getLong(3)), rows.getString(4), rows.getString(5)));
                }
            }
        }
        return sensors;
    }

    /** Null when nothing can be called so. */
    public static @Nullable SensorId id(@Nullable String text) {
        try {
            return text == null ? null : SensorId.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
