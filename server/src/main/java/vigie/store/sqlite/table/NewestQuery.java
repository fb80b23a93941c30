package vigie.store.sqlite.table;

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
import vigie.store.sqlite.block.BlockReader;
import vigie.store.sqlite.block.Span;
import vigie.store.sqlite.block.TimedValues;
import vigie.store.sqlite.file.SensorRows;
import vigie.store.sqlite.file.SensorRows.SensorRow;
import vigie.store.sqlite.file.SkippedRows;

/**
 * The newest reading of each sensor, from the tail and the last of its blocks. What is in the tail came later than what is packed. A time
 * to come, said by a clock that was ahead, does not count when the sensor has another reading. Damaged rows are passed over.
 */
public final class NewestQuery {
    /** A time later than now by more than this comes from a clock that is ahead: {@value} ms. As in the hub. */
    private static final long AHEAD = 1_000;

    /** So many of the last blocks are tried: {@value}. */
    private static final int TRIED_BLOCKS = 4;

    private static final String LAST_SPANS = "SELECT " + Span.COLUMNS + " FROM span WHERE sensor = ?1 AND first <= ?2"
            + " AND first > (SELECT max(first) FROM span WHERE sensor = ?1 AND first <= ?2) - " + Span.MAX_MILLIS
            + " ORDER BY last DESC, block DESC LIMIT " + TRIED_BLOCKS;

    private final Connection connection;
    private final BlockReader blocks;
    private final SkippedRows skipped;
    /** Later times are times to come. */
    private final long latestMillis;

    public NewestQuery(Connection connection, BlockReader blocks, SkippedRows skipped, long nowMillis) {
        this.latestMillis = nowMillis + AHEAD;
        this.connection = connection;
        this.blocks = blocks;
        this.skipped = skipped;
    }

    public List<Reading> run() throws SQLException {
        Map<Long, Newest> tail = tail();
        List<Reading> all = new ArrayList<>();
        try (PreparedStatement lastSpans = connection.prepareStatement(LAST_SPANS)) {
            for (SensorRow sensor : SensorRows.read(connection, skipped)) {
                Newest waiting = tail.get(sensor.key());
                Newest packed = packed(lastSpans, sensor.key(), waiting);
                Newest newest = packed == null ? waiting : packed;
                if (newest != null) {
                    all.add(new Reading(sensor.id(), newest.time, newest.value));
                }
            }
        }
        return all;
    }

    private Map<Long, Newest> tail() throws SQLException {
        Map<Long, Newest> tail = new HashMap<>();
        TimedValues one = new TimedValues();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT sensor, time, " + TailRows.VALUE + " FROM tail ORDER BY rowid")) {
            while (rows.next()) {
                one.clear();
                TailRows.add(rows, 2, one, skipped);
                if (one.size() > 0) {
                    Newest row = new Newest(one.time(0), one.value(0));
                    tail.merge(rows.getLong(1), row, this::newest);
                }
            }
        }
        return tail;
    }

    private static List<Span> spans(PreparedStatement lastSpans, long sensor, long latest) throws SQLException {
        List<Span> spans = new ArrayList<>();
        lastSpans.setLong(1, sensor);
        lastSpans.setLong(2, latest);
        try (ResultSet rows = lastSpans.executeQuery()) {
            while (rows.next()) {
                spans.add(Span.of(rows));
            }
        }
        return spans;
    }

    /** None when there is nothing packed that is newer than what waits, or what is cannot be read. */
    private @Nullable Newest packed(PreparedStatement lastSpans, long sensor, @Nullable Newest waiting)
            throws SQLException {
        Newest packed = packed(spans(lastSpans, sensor, latestMillis), waiting);
        if (packed == null && (waiting == null || waiting.time > latestMillis)) {
            packed = packed(spans(lastSpans, sensor, Long.MAX_VALUE), waiting);
        }
        return packed == null || waiting == null || newest(packed, waiting).equals(packed) ? packed : null;
    }

    private @Nullable Newest packed(List<Span> spans, @Nullable Newest waiting) throws SQLException {
        for (Span span : spans) {
            if (!span.isSensible()) {
                continue;
            }
            if (waiting != null && waiting.time >= span.last() && waiting.time <= latestMillis) {
                return null;
            }
            TimedValues readings = blocks.readingsIfAny(span);
            int last = readings.size() - 1;
            while (last > 0 && readings.time(last) > latestMillis) {
                last--;
            }
            if (last >= 0) {
                return new Newest(readings.time(last), readings.value(last));
            }
        }
        return null;
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
