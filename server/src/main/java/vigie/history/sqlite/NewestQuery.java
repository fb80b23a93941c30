package vigie.history.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;

/**
 * The newest reading of each sensor, from the tail and the last of its blocks. What is in the tail came later than what is packed. A time
 * to come, said by a clock that was ahead, does not count when the sensor has another reading.
 */
final class NewestQuery {
    /** A time later than now by more than this comes from a clock that is ahead: {@value} ms. As in the hub. */
    private static final long AHEAD = 1_000;

    private static final String LAST_SPAN = "SELECT " + Span.COLUMNS + " FROM span WHERE sensor = ?1 AND first <= ?2"
            + " AND first > (SELECT max(first) FROM span WHERE sensor = ?1 AND first <= ?2) - " + Span.MAX_MILLIS
            + " ORDER BY last DESC, block DESC LIMIT 1";

    private final Connection connection;
    private final BlockReader blocks;
    /** Later times are times to come. */
    private final long latestMillis;

    NewestQuery(Connection connection, BlockReader blocks, long nowMillis) {
        this.latestMillis = nowMillis + AHEAD;
        this.connection = connection;
        this.blocks = blocks;
    }

    List<Reading> run() throws SQLException {
        Map<Integer, Newest> tail = tail();
        List<Reading> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                PreparedStatement lastSpan = connection.prepareStatement(LAST_SPAN);
                ResultSet sensors = statement.executeQuery("SELECT key, id FROM sensor ORDER BY key")) {
            while (sensors.next()) {
                @Nullable Newest waiting = tail.get(sensors.getInt(1));
                @Nullable Newest packed = packed(lastSpan, sensors.getInt(1), waiting);
                @Nullable Newest newest = packed == null ? waiting : packed;
                if (newest != null) {
                    all.add(new Reading(SensorId.parse(sensors.getString(2)), newest.time, newest.value));
                }
            }
        }
        return all;
    }

    private Map<Integer, Newest> tail() throws SQLException {
        Map<Integer, Newest> tail = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sensor, time, value FROM tail ORDER BY rowid")) {
            while (rows.next()) {
                Newest row = new Newest(rows.getLong(2), Double.longBitsToDouble(rows.getLong(3)));
                tail.merge(rows.getInt(1), row, this::newest);
            }
        }
        return tail;
    }

    /** None when there is nothing packed that is newer than what waits, or what is cannot be read. */
    private @Nullable Newest packed(PreparedStatement lastSpan, int sensor, @Nullable Newest waiting)
            throws SQLException {
        @Nullable Span span = span(lastSpan, sensor, latestMillis);
        if (span == null) {
            span = span(lastSpan, sensor, Long.MAX_VALUE);
        }
        if (span == null || (waiting != null && waiting.time >= span.last() && waiting.time <= latestMillis)) {
            return null;
        }
        TimedValues readings = blocks.readings(span);
        int last = readings.size() - 1;
        while (last > 0 && readings.time(last) > latestMillis) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        Newest packed = new Newest(readings.time(last), readings.value(last));
        return waiting == null || newest(packed, waiting).equals(packed) ? packed : null;
    }

    private static @Nullable Span span(PreparedStatement lastSpan, int sensor, long latest) throws SQLException {
        lastSpan.setInt(1, sensor);
        lastSpan.setLong(2, latest);
        try (ResultSet row = lastSpan.executeQuery()) {
            return row.next() ? Span.of(row) : null;
        }
    }

    /** Of two, in the order in which they came. */
    private Newest newest(Newest known, Newest next) {
        boolean knownIsAhead = known.time > latestMillis;
        boolean nextIsAhead = next.time > latestMillis;
        if (knownIsAhead != nextIsAhead) {
            return knownIsAhead ? next : known;
        }
        return next.time >= known.time ? next : known;
    }

    private record Newest(long time, double value) {}
}
