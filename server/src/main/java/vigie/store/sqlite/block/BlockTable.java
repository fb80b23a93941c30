package vigie.store.sqlite.block;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Blocks and what stands beside them, for the one who writes. The caller commits. */
public final class BlockTable {
    /** Three of these fill a page of 4096 bytes. Longer ones could leave nearly half of it empty. */
    private static final int FITTING_BYTES = 1340;

    private final Connection connection;
    private final PreparedStatement newBlock;
    private final PreparedStatement newSpan;
    private final PreparedStatement packed;

    public BlockTable(Connection connection) throws SQLException {
        this.connection = connection;
        newBlock = connection.prepareStatement("INSERT INTO block (data) VALUES (?) RETURNING key");
        newSpan = connection.prepareStatement(
                "INSERT INTO span (sensor, " + Span.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        packed = connection.prepareStatement("UPDATE sensor SET packed = packed + ? WHERE key = ?");
    }

    /** Adds readings in any order, in as many blocks as it takes; those of one time stay in their order. */
    public void add(long sensor, TimedValues readings) throws SQLException {
        readings.sort();
        int begin = 0;
        while (begin < readings.size()) {
            begin = addBlock(sensor, readings, begin, endOfBlock(readings, begin));
        }
        countPacked(sensor, readings.size());
    }

    private static int endOfBlock(TimedValues readings, int begin) {
        int end = begin + 1;
        int most = Math.min(readings.size(), begin + BlockCodec.MAX_READINGS);
        while (end < most && isWithinSpan(readings.time(end) - readings.time(begin))) {
            end++;
        }
        return end;
    }

    /** A negative one is longer than can be said. */
    private static boolean isWithinSpan(long millis) {
        return millis >= 0 && millis < Span.MAX_MILLIS;
    }

    /** Adds as many of these readings as fit one block, and returns where the next begins. */
    private int addBlock(long sensor, TimedValues readings, int begin, int most) throws SQLException {
        int end = most;
        byte[] data = BlockCodec.encode(readings, begin, end);
        while (data.length > FITTING_BYTES) {
            end = begin + (end - begin) / 2;
            data = BlockCodec.encode(readings, begin, end);
        }
        add(sensor, readings, begin, end, data);
        return end;
    }

    private void add(long sensor, TimedValues readings, int begin, int end, byte[] data) throws SQLException {
        newBlock.setBytes(1, data);
        long block;
        try (ResultSet row = newBlock.executeQuery()) {
            row.next();
            block = row.getLong(1);
        }
        ValueSummary summary = ValueSummary.of(readings, begin, end);
        newSpan.setLong(1, sensor);
        newSpan.setLong(2, block);
        newSpan.setLong(3, readings.time(begin));
        newSpan.setLong(4, readings.time(end - 1));
        newSpan.setInt(5, end - begin);
        newSpan.setLong(6, Double.doubleToRawLongBits(summary.min()));
        newSpan.setLong(7, Double.doubleToRawLongBits(summary.max()));
        newSpan.setLong(8, Double.doubleToRawLongBits(summary.mean()));
        newSpan.executeUpdate();
    }

    private void countPacked(long sensor, long readings) throws SQLException {
        packed.setLong(1, readings);
        packed.setLong(2, sensor);
        packed.executeUpdate();
    }

    /** Drops blocks all of whose readings are older than a time, the oldest first, until so many readings are dropped. */
    public long dropBefore(long epochMillis, long atMost) throws SQLException {
        long dropped = 0;
        for (Place place : oldest(epochMillis, atMost)) {
            int gone = delete(
                    "DELETE FROM span WHERE sensor = ? AND first = ? AND block = ?",
                    place.sensor,
                    place.first,
                    place.block);
            if (gone > 0) {
                delete("DELETE FROM block WHERE key = ?", place.block);
                countPacked(place.sensor, -place.count);
                dropped += place.count;
            }
        }
        return dropped;
    }

    private List<Place> oldest(long epochMillis, long atMost) throws SQLException {
        List<Place> oldest = new ArrayList<>();
        long readings = 0;
        try (PreparedStatement find =
                connection.prepareStatement("SELECT sensor, first, block, count FROM span WHERE last < ?"
                        + " AND typeof(first) = 'integer' AND typeof(block) = 'integer' ORDER BY last")) {
            find.setLong(1, epochMillis);
            try (ResultSet rows = find.executeQuery()) {
                while (readings < atMost && rows.next()) {
                    Place place = new Place(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getLong(3),
                            Math.max(1, Math.min(BlockCodec.MAX_READINGS, rows.getInt(4))));
                    oldest.add(place);
                    readings += place.count;
                }
            }
        }
        return oldest;
    }

    private int delete(String sql, long... key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (int i = 0; i < key.length; i++) {
                delete.setLong(i + 1, key[i]);
            }
            return delete.executeUpdate();
        }
    }

    private record Place(long sensor, long first, long block, int count) {}
}
