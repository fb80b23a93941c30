package vigie.store.sqlite.table;

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
import vigie.store.SensorExtent;
import vigie.store.sqlite.block.Span;
import vigie.store.sqlite.file.SensorRows;
import vigie.store.sqlite.file.SensorRows.SensorRow;
import vigie.store.sqlite.file.SkippedRows;

/** What is kept of each sensor, from the tail and the ends of its blocks. */
public final class ExtentQuery {
    private static final String ENDS = "SELECT (SELECT min(first) FROM span WHERE sensor = ?1),"
            + " (SELECT max(last) FROM span WHERE sensor = ?1"
            + " AND first > (SELECT max(first) FROM span WHERE sensor = ?1) - " + Span.MAX_MILLIS + ")";
    private static final String COUNT = "SELECT total(count) FROM span WHERE sensor = ?";

    private final Connection connection;
    private final SkippedRows skipped;

    public ExtentQuery(Connection connection, SkippedRows skipped) {
        this.connection = connection;
        this.skipped = skipped;
    }

    public List<SensorExtent> run() throws SQLException {
        Map<Long, Extent> tail = tail();
        List<SensorExtent> extents = new ArrayList<>();
        try (PreparedStatement ends = connection.prepareStatement(ENDS)) {
            for (SensorRow sensor : SensorRows.read(connection, skipped)) {
                Extent all = add(packed(ends, sensor), tail.get(sensor.key()));
                if (all != null) {
                    extents.add(new SensorExtent(
                            sensor.id(), sensor.name(), sensor.unit(), all.first, all.last, all.count));
                }
            }
        }
        extents.sort(Comparator.comparing(SensorExtent::sensor));
        return extents;
    }

    private Map<Long, Extent> tail() throws SQLException {
        Map<Long, Extent> tail = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sensor, min(time), max(time), count(*) FROM tail"
                        + " WHERE typeof(time) = 'integer' AND typeof(value) = 'integer' GROUP BY sensor")) {
            while (rows.next()) {
                tail.put(rows.getLong(1), new Extent(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return tail;
    }

    /** Null when nothing is packed, whatever the count says. */
    private @Nullable Extent packed(PreparedStatement ends, SensorRow sensor) throws SQLException {
        ends.setLong(1, sensor.key());
        try (ResultSet row = ends.executeQuery()) {
            boolean any = row.next();
            long first = any ? row.getLong(1) : 0;
            if (!any || row.wasNull()) {
                return null;
            }
            long last = Math.max(first, row.getLong(2));
            return new Extent(first, last, sensor.packed() > 0 ? sensor.packed() : count(sensor.key()));
        }
    }

    private long count(long sensor) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setLong(1, sensor);
            try (ResultSet row = count.executeQuery()) {
                return row.next() ? Math.max(0, row.getLong(1)) : 0;
            }
        }
    }

    private static @Nullable Extent add(@Nullable Extent packed, @Nullable Extent waiting) {
        return packed == null ? waiting : packed.and(waiting);
    }

    private record Extent(long first, long last, long count) {
        Extent and(@Nullable Extent other) {
            return other == null
                    ? this
                    : new Extent(Math.min(first, other.first), Math.max(last, other.last), count + other.count);
        }
    }
}
