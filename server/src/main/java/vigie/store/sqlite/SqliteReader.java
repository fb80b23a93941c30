package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.Bucket;
import vigie.store.EventQuery;
import vigie.store.History.ReadingVisitor;
import vigie.store.HistorySize;
import vigie.store.SensorExtent;
import vigie.store.sqlite.block.BlockReader;
import vigie.store.sqlite.block.BucketSums;
import vigie.store.sqlite.block.Span;
import vigie.store.sqlite.block.TimedValues;
import vigie.store.sqlite.file.Memo;
import vigie.store.sqlite.file.Schema;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteFile;
import vigie.store.sqlite.table.EventRows;
import vigie.store.sqlite.table.ExtentQuery;
import vigie.store.sqlite.table.NewestQuery;
import vigie.store.sqlite.table.ReadingMerge;
import vigie.store.sqlite.table.TailRows;

/** One connection that asks. Used by one thread at a time; everything between two {@link #leaveMoment} is of one moment. */
final class SqliteReader implements AutoCloseable {
    /** As the event log does. */
    private static final int EVENTS_REMEMBERED = 10_000;

    private final Connection connection;
    private final BlockReader blocks;
    private final PreparedStatement key;
    private final PreparedStatement rows;

    private final SkippedRows skipped;

    static SqliteReader open(SqliteFile file, SkippedRows skipped) throws SQLException {
        Connection connection = file.reader();
        try {
            return new SqliteReader(connection, skipped);
        } catch (SQLException e) {
            SqliteFile.close(connection);
            throw e;
        }
    }

    private SqliteReader(Connection connection, SkippedRows skipped) throws SQLException {
        this.connection = connection;
        this.skipped = skipped;
        blocks = new BlockReader(connection, skipped);
        key = connection.prepareStatement("SELECT key FROM sensor WHERE id = ?");
        rows = connection.prepareStatement("SELECT time, " + TailRows.VALUE
                + " FROM tail WHERE sensor = ? AND time >= ? AND time < ? ORDER BY time, rowid");
    }

    List<SensorExtent> sensors() throws SQLException {
        return new ExtentQuery(connection, skipped).run();
    }

    List<Reading> newest(long nowMillis) throws SQLException {
        return new NewestQuery(connection, blocks, skipped, nowMillis).run();
    }

    long count(SensorId sensor, long from, long to) throws SQLException {
        @Nullable Long known = keyOf(sensor);
        if (known == null || from >= to) {
            return 0;
        }
        long count = tail(known, from, to).size();
        try (BlockReader.Spans spans = blocks.spans(known, from, to)) {
            for (Span span = spans.current(); span != null; span = spans.current()) {
                count += span.liesWithin(from, to) ? span.count() : countWithin(blocks.readings(span), from, to);
                spans.advance();
            }
        }
        return count;
    }

    private static int countWithin(TimedValues readings, long from, long to) {
        return readings.placeOf(to) - readings.placeOf(from);
    }

    void readings(SensorId sensor, long from, long to, ReadingVisitor visitor) throws SQLException {
        @Nullable Long known = keyOf(sensor);
        if (known == null || from >= to) {
            return;
        }
        TimedValues tail = tail(known, from, to);
        try (BlockReader.Spans spans = blocks.spans(known, from, to)) {
            new ReadingMerge(blocks, spans, tail, from, to).run(visitor);
        }
    }

    void buckets(SensorId sensor, long from, long to, long width, Consumer<Bucket> visitor) throws SQLException {
        @Nullable Long known = keyOf(sensor);
        if (known == null || from >= to) {
            return;
        }
        BucketSums sums = new BucketSums(width, visitor);
        TimedValues tail = tail(known, from, to);
        sums.add(tail, 0, tail.size());
        try (BlockReader.Spans spans = blocks.spans(known, from, to)) {
            for (Span span = spans.current(); span != null; span = spans.current()) {
                sums.giveBefore(Math.max(from, span.first()));
                if (!span.liesWithin(from, to) || !sums.addWhole(span)) {
                    addWithin(sums, blocks.readings(span), from, to);
                }
                spans.advance();
            }
        }
        sums.giveAll();
    }

    private static void addWithin(BucketSums sums, TimedValues readings, long from, long to) {
        sums.add(readings, readings.placeOf(from), readings.placeOf(to));
    }

    /** How many readings there are. */
    long readings() throws SQLException {
        return Math.max(0, number("SELECT total(packed) FROM sensor WHERE packed > 0"))
                + number("SELECT count(*) FROM tail");
    }

    /**
     * How much is kept.
     *
     * @param bytes of the files
     */
    HistorySize size(long bytes) throws SQLException {
        long events;
        try (Statement statement = connection.createStatement()) {
            Long known = Schema.hasMemo(statement) ? Memo.get(connection, Memo.EVENT_BYTES) : null;
            events = known == null ? 0 : Math.max(0, known);
        }
        return new HistorySize(readings(), bytes, Math.max(0, bytes - usedBytes()), events);
    }

    /** Single numbers that outlive a run. */
    Map<String, Long> memo() throws SQLException {
        return Memo.all(connection);
    }

    /** How many events there are. */
    long events() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return Schema.hasEvents(statement) ? Schema.number(statement, "SELECT count(*) FROM event") : 0;
        }
    }

    /** The highest number that an event ever had. */
    long lastEvent() throws SQLException {
        return EventRows.lastNumber(connection);
    }

    /** Asks what a server asks when it starts, and lets the answers go. */
    void rehearse() throws SQLException {
        sensors();
        newest(Long.MAX_VALUE);
        lastEvent();
        readings();
        events(EventQuery.newest(EVENTS_REMEMBERED), event -> {});
        EnumSet<EventKind> read = EnumSet.of(EventKind.SENSOR_NEW);
        EnumSet.allOf(EventKind.class).stream().filter(EventKind::isAlarm).forEach(read::add);
        events(EventQuery.all(read), event -> {});
    }

    void events(EventQuery query, Consumer<Event> visitor) throws SQLException {
        new EventRows(connection, skipped).read(query, visitor);
    }

    /** The bytes of all pages in which there is something. */
    long usedBytes() throws SQLException {
        return (number("PRAGMA page_count") - number("PRAGMA freelist_count")) * number("PRAGMA page_size");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return Schema.number(statement, sql);
        }
    }

    private @Nullable Long keyOf(SensorId sensor) throws SQLException {
        key.setString(1, sensor.toString());
        try (ResultSet row = key.executeQuery()) {
            return row.next() ? (Long) row.getLong(1) : null;
        }
    }

    private TimedValues tail(long sensor, long from, long to) throws SQLException {
        rows.setLong(1, sensor);
        rows.setLong(2, from);
        rows.setLong(3, to);
        TimedValues tail = new TimedValues();
        try (ResultSet found = rows.executeQuery()) {
            while (found.next()) {
                TailRows.add(found, 1, tail, skipped);
            }
        }
        return tail;
    }

    /** What is asked next is of a later moment. Until then nothing that was written since can go from the log into the file. */
    void leaveMoment() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() {
        SqliteFile.close(connection);
    }
}
