package vigie.store.sqlite.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import vigie.store.sqlite.block.BlockTable;
import vigie.store.sqlite.block.TimedValues;
import vigie.store.sqlite.file.Packing;
import vigie.store.sqlite.file.Schema;
import vigie.store.sqlite.file.SkippedRows;

/**
 * Turns the tail into blocks, within the transaction of an append. The whole tail goes at once: taking single sensors out of it
 * would write all of its pages anew for each.
 */
public final class TailPacker {
    private final Connection connection;
    private final Packing packing;
    private final BlockTable blocks;
    private final SkippedRows skipped;

    public TailPacker(Connection connection, BlockTable blocks, Packing packing, SkippedRows skipped) {
        this.skipped = skipped;
        this.connection = connection;
        this.blocks = blocks;
        this.packing = packing;
    }

    public void packIfLong() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (Schema.number(statement, "SELECT max(rowid) FROM tail") < packing.tailRows()) {
                return;
            }
            Map<Long, TimedValues> tail = read(statement);
            statement.executeUpdate("DELETE FROM tail");
            pack(tail);
        }
    }

    private Map<Long, TimedValues> read(Statement statement) throws SQLException {
        Map<Long, TimedValues> tail = new TreeMap<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT sensor, time, " + TailRows.VALUE + " FROM tail ORDER BY rowid")) {
            while (rows.next()) {
                TimedValues readings = tail.computeIfAbsent(rows.getLong(1), key -> new TimedValues());
                TailRows.add(rows, 2, readings, skipped);
            }
        }
        return tail;
    }

    private void pack(Map<Long, TimedValues> tail) throws SQLException {
        int least = leastReadings(tail);
        try (PreparedStatement back =
                connection.prepareStatement("INSERT INTO tail (sensor, time, value) VALUES (?, ?, ?)")) {
            for (Map.Entry<Long, TimedValues> entry : tail.entrySet()) {
                if (entry.getValue().size() < least) {
                    putBack(back, entry.getKey(), entry.getValue());
                } else {
                    blocks.add(entry.getKey(), entry.getValue());
                }
            }
            back.executeBatch();
        }
    }

    /** So that the tail at least halves. */
    private int leastReadings(Map<Long, TimedValues> tail) {
        int waiting = tail.values().stream()
                .mapToInt(TimedValues::size)
                .filter(size -> size < packing.blockReadings())
                .sum();
        return waiting <= packing.tailRows() / 2 ? packing.blockReadings() : 0;
    }

    private static void putBack(PreparedStatement back, long sensor, TimedValues readings) throws SQLException {
        for (int i = 0; i < readings.size(); i++) {
            back.setLong(1, sensor);
            back.setLong(2, readings.time(i));
            back.setLong(3, Double.doubleToRawLongBits(readings.value(i)));
            back.addBatch();
        }
    }
}
