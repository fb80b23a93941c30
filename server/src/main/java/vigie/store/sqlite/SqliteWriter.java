package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.sqlite.block.BlockTable;
import vigie.store.sqlite.block.TimedValues;
import vigie.store.sqlite.file.Memo;
import vigie.store.sqlite.file.Packing;
import vigie.store.sqlite.file.SensorRows;
import vigie.store.sqlite.file.SensorRows.SensorRow;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteFile;
import vigie.store.sqlite.table.EventRows;
import vigie.store.sqlite.table.EventTable;
import vigie.store.sqlite.table.TailPacker;

/**
 * The one connection that writes. Used by one thread at a time, and for nothing more after an exception: a connection on which a
 * transaction has failed may lie about the next.
 */
final class SqliteWriter implements AutoCloseable {
    private static final SensorId REHEARSAL = new SensorId("vigie", "rehearsal");

    private final Connection connection;
    private final BlockTable blocks;
    private final TailPacker packer;
    private final EventTable events;
    private final PreparedStatement newSensor;
    private final PreparedStatement newRow;
    private final PreparedStatement description;
    private final Map<SensorId, Long> keys = new HashMap<>();

    static SqliteWriter open(SqliteFile file, Packing packing, SkippedRows skipped) throws SQLException {
        Connection connection = file.writer();
        try {
            return new SqliteWriter(connection, packing, skipped);
        } catch (SQLException e) {
            SqliteFile.close(connection);
            throw e;
        }
    }

    private SqliteWriter(Connection connection, Packing packing, SkippedRows skipped) throws SQLException {
        this.connection = connection;
        blocks = new BlockTable(connection);
        packer = new TailPacker(connection, blocks, packing, skipped);
        events = new EventTable(connection);
        newSensor = connection.prepareStatement("INSERT INTO sensor (id, packed) VALUES (?, 0) RETURNING key");
        description = connection.prepareStatement(
                "UPDATE sensor SET name = ?1, unit = ?2 WHERE key = ?3 AND (name IS NOT ?1 OR unit IS NOT ?2)");
        newRow = connection.prepareStatement("INSERT INTO tail (sensor, time, value) VALUES (?, ?, ?)");
        for (SensorRow sensor : SensorRows.read(connection, skipped)) {
            keys.put(sensor.id(), sensor.key());
        }
        connection.rollback();
    }

    void append(List<Reading> readings) throws SQLException {
        for (Reading reading : readings) {
            newRow.setLong(1, keyOf(reading.sensor()));
            newRow.setLong(2, reading.epochMillis());
            newRow.setLong(3, Double.doubleToRawLongBits(reading.value()));
            newRow.addBatch();
        }
        newRow.executeBatch();
        packer.packIfLong();
        connection.commit();
    }

    /** A sensor described as it was before changes nothing in the file. */
    void describe(Collection<SensorInfo> sensors) throws SQLException {
        for (SensorInfo sensor : sensors) {
            description.setString(1, sensor.name());
            description.setString(2, sensor.unit());
            description.setLong(3, keyOf(sensor.id()));
            description.executeUpdate();
        }
        connection.commit();
    }

    private long keyOf(SensorId sensor) throws SQLException {
        Long known = keys.get(sensor);
        if (known != null) {
            return known;
        }
        newSensor.setString(1, sensor.toString());
        try (ResultSet row = newSensor.executeQuery()) {
            row.next();
            keys.put(sensor, row.getLong(1));
            return row.getLong(1);
        }
    }

    void appendEvents(List<Event> some) throws SQLException {
        events.append(some);
        connection.commit();
    }

    int dropEventsBefore(long epochMillis, int atMost, Set<Long> alarms) throws SQLException {
        int dropped = events.dropBefore(epochMillis, atMost, alarms);
        connection.commit();
        return dropped;
    }

    /** Whole blocks, the oldest first, and rows of the tail when there are no blocks left to drop. */
    long dropBefore(long epochMillis, long atMost) throws SQLException {
        long dropped = blocks.dropBefore(epochMillis, atMost);
        if (dropped < atMost) {
            dropped += dropRowsBefore(epochMillis, atMost - dropped);
        }
        connection.commit();
        return dropped;
    }

    private int dropRowsBefore(long epochMillis, long atMost) throws SQLException {
        try (PreparedStatement drop = connection.prepareStatement(
                "DELETE FROM tail WHERE rowid IN" + " (SELECT rowid FROM tail WHERE time < ? ORDER BY time LIMIT ?)")) {
            drop.setLong(1, epochMillis);
            drop.setLong(2, atMost);
            return drop.executeUpdate();
        }
    }

    /** Single numbers that outlive the run. */
    void remember(Map<String, Long> numbers) throws SQLException {
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            Memo.put(connection, number.getKey(), number.getValue());
        }
        connection.commit();
    }

    /**
     * Writes one of everything, drops the oldest, and takes all of it back: what cannot be done now could not be done later, either.
     */
    void rehearse() throws SQLException {
        try {
            long sensor = keyOf(REHEARSAL);
            newRow.setLong(1, sensor);
            newRow.setLong(2, 0);
            newRow.setLong(3, 0);
            newRow.executeUpdate();
            TimedValues readings = new TimedValues();
            readings.add(0, 0);
            blocks.add(sensor, readings);
            blocks.dropBefore(Long.MAX_VALUE, 1);
            events.append(List.of(
                    new Event(EventRows.lastNumber(connection) + 1, Happening.note(0, REHEARSAL, null, "rehearsal"))));
            events.dropBefore(Long.MAX_VALUE, 1, Set.of());
        } finally {
            connection.rollback();
            keys.remove(REHEARSAL);
        }
    }

    @Override
    public void close() {
        SqliteFile.close(connection);
    }
}
