package vigie.history.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the tail into blocks, within the transaction of an append. The whole tail goes at once: taking single sensors out of it
 * would write all of its pages anew for each.
 */
final class TailPacker {
    private final Connection connection;
    private final Packing packing;
    private final BlockTable blocks;

    TailPacker(Connection connection, BlockTable blocks, Packing packing) {
        this.connection = connection;
        this.blocks = blocks;
        this.packing = packing;
    }

    void packIfLong() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (Schema.number(statement, "SELECT max(rowid) FROM tail") < packing.tailRows()) {
                return;
            }
            Map<Integer, TimedValues> tail = read(statement);
            statement.executeUpdate("DELETE FROM tail");
            pack(tail);
        }
    }

    private static Map<Integer, TimedValues> read(Statement statement) throws SQLException {
        Map<Integer, TimedValues> tail = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT sensor, time, value FROM tail ORDER BY rowid")) {
            while (rows.next()) {
                tail.computeIfAbsent(rows.getInt(1), key -> new TimedValues())
                        .add(rows.getLong(2), Double.longBitsToDouble(rows.getLong(3)));
            }
        }
        return tail;
    }

    private void pack(Map<Integer, TimedValues> tail) throws SQLException {
        int least = leastReadings(tail);
        try (PreparedStatement back =
                connection.prepareStatement("INSERT INTO tail (sensor, time, value) VALUES (?, ?, ?)")) {
            for (Map.Entry<Integer, TimedValues> entry : tail.entrySet()) {
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
    private int leastReadings(Map<Integer, TimedValues> tail) {
        int waiting = tail.values().stream()
                .mapToInt(TimedValues::size)
                .filter(size -> size < packing.blockReadings())
                .sum();
        return waiting <= packing.tailRows() / 2 ? packing.blockReadings() : 0;
    }

    private static void putBack(PreparedStatement back, int sensor, TimedValues readings) throws SQLException {
        for (int i = 0; i < readings.size(); i++) {
            back.setInt(1, sensor);
            back.setLong(2, readings.time(i));
            back.setLong(3, Double.doubleToRawLongBits(readings.value(i)));
            back.addBatch();
        }
    }
}
