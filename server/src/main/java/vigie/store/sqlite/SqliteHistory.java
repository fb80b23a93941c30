package vigie.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.Bucket;
import vigie.store.DataFolder;
import vigie.store.EventQuery;
import vigie.store.EventStore;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.HistoryMemo;
import vigie.store.HistorySize;
import vigie.store.SensorExtent;
import vigie.store.sqlite.file.Packing;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteCauses;
import vigie.store.sqlite.file.SqliteFile;

/**
 * The history in the file {@code history.db} of the data folder, readings and events. Thread-safe; those who change it wait for each
 * other, in order, so that an event waits for one commit of readings at most; those who ask wait for nobody. While a question is
 * not through, what is written meanwhile stays in SQLite's log, which grows: do not keep it waiting, ask for a long range piece by
 * piece.
 */
public final class SqliteHistory implements History, EventStore, HistoryMemo {
    private final SqliteFile file;
    private final Clock clock;
    private final SkippedRows skipped;
    private final OpeningCheck opening;
    private final HealingWriter writer;
    /** Held while readers are opened or the file is replaced: a reader must not open half of each. */
    private final Object gate = new Object();

    /** Guarded by the gate. */
    private ReaderPool readers;

    private final List<String> notices = new ArrayList<>();
    private @Nullable Consumer<String> noticeListener;

    private volatile boolean closed;

    private SqliteHistory(SqliteFile file, Packing packing, Clock clock) throws HistoryException {
        this.clock = clock;
        this.file = file;
        skipped = new SkippedRows();
        opening = new OpeningCheck(file, skipped, clock);
        String notice = opening.makeReady();
        if (notice != null) {
            notices.add(notice);
        }
        writer = new HealingWriter(file, packing, skipped, this::replace);
        readers = new ReaderPool(file, skipped, gate);
    }

    /**
     * Opens what is kept in a folder, or begins it. A damaged file is set aside, and a new one begun, also later on, when nothing can
     * be appended to the file because it is damaged.
     *
     * @param clock gives the name of a file that is set aside, and tells which readings are of a time to come
     * @throws HistoryException when it can neither be opened nor begun
     */
    public static SqliteHistory open(DataFolder folder, Clock clock) throws HistoryException {
        return open(folder, clock, Packing.DEFAULT);
    }

    public static SqliteHistory open(DataFolder folder, Clock clock, Packing packing) throws HistoryException {
        return new SqliteHistory(new SqliteFile(folder.path()), packing, clock);
    }

    /** What a person has to know of the opening: that a damaged file was set aside; null when all was well. */
    public @Nullable String notice() {
        synchronized (gate) {
            return notices.isEmpty() ? null : notices.get(0);
        }
    }

    /**
     * Tells what a person has to know, so far and from now on: that a damaged file was set aside.
     *
     * @param listener called on any thread; must not block
     */
    public void tellNotices(Consumer<String> listener) {
        List<String> soFar;
        synchronized (gate) {
            noticeListener = listener;
            soFar = List.copyOf(notices);
        }
        soFar.forEach(listener);
    }

    /**
     * Tells once that rows make no sense and are passed over, as soon as that is seen.
     *
     * @param listener called on any thread; must not block
     */
    public void tellSkipped(Consumer<String> listener) {
        skipped.tell(listener);
    }

    /** How many rows made no sense and were passed over since it was opened; one that is read again counts again. */
    public long skippedRows() {
        return skipped.count();
    }

    private void replace(String damage) throws HistoryException {
        Consumer<String> listener;
        String notice;
        synchronized (gate) {
            ReaderPool before = readers;
            notice = opening.beginAnew(damage);
            readers = new ReaderPool(file, skipped, gate);
            before.close();
            notices.add(notice);
            listener = noticeListener;
        }
        if (listener != null) {
            listener.accept(notice);
        }
    }

    @Override
    public void append(List<Reading> readings) throws HistoryException {
        requireOpen();
        writer.keep(connection -> {
            connection.append(readings);
            return readings.size();
        });
    }

    @Override
    public void describe(Collection<SensorInfo> sensors) throws HistoryException {
        requireOpen();
        writer.describe(sensors);
    }

    @Override
    public void appendEvents(List<Event> events) throws HistoryException {
        requireOpen();
        writer.keep(connection -> {
            connection.appendEvents(events);
            return events.size();
        });
    }

    @Override
    public long dropBefore(long epochMillis, long atMost) throws HistoryException {
        requireOpen();
        return writer.drop(connection -> connection.dropBefore(epochMillis, atMost));
    }

    @Override
    public int dropEventsBefore(long epochMillis, int atMost, Set<Long> alarms) throws HistoryException {
        requireOpen();
        return writer.drop(connection -> connection.dropEventsBefore(epochMillis, atMost, alarms));
    }

    @Override
    public Map<String, Long> memo() throws HistoryException {
        return ask(SqliteReader::memo);
    }

    @Override
    public void remember(Map<String, Long> numbers) throws HistoryException {
        requireOpen();
        writer.keep(connection -> {
            connection.remember(numbers);
            return numbers.size();
        });
    }

    @Override
    public long lastEvent() throws HistoryException {
        return ask(SqliteReader::lastEvent);
    }

    @Override
    public void events(EventQuery query, Consumer<Event> visitor) throws HistoryException {
        ask(reader -> {
            reader.events(query, visitor);
            return true;
        });
    }

    @Override
    public List<SensorExtent> sensors() throws HistoryException {
        return ask(SqliteReader::sensors);
    }

    @Override
    public List<Reading> newest() throws HistoryException {
        return ask(reader -> reader.newest(clock.millis()));
    }

    @Override
    public long count(SensorId sensor, long from, long to) throws HistoryException {
        return ask(reader -> reader.count(sensor, from, to));
    }

    @Override
    public void readings(SensorId sensor, long from, long to, ReadingVisitor visitor) throws HistoryException {
        ask(reader -> {
            reader.readings(sensor, from, to, visitor);
            return true;
        });
    }

    @Override
    public void buckets(SensorId sensor, long from, long to, long width, Consumer<Bucket> visitor)
            throws HistoryException {
        ask(reader -> {
            reader.buckets(sensor, from, to, width, visitor);
            return true;
        });
    }

    @Override
    public HistorySize size() throws HistoryException {
        try {
            long bytes = file.bytes();
            return ask(reader -> reader.size(bytes));
        } catch (IOException e) {
            throw new HistoryException(file.path() + ": cannot be looked at: " + e.getMessage(), e);
        }
    }

    private <T> T ask(ReaderPool.Question<T> question) throws HistoryException {
        requireOpen();
        try {
            return pool().ask(question);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private HistoryException failed(SQLException e) {
        HistoryException explained = SqliteCauses.explain(file.path(), e);
        if (SqliteCauses.isDamage(e)) {
            file.suspect(String.valueOf(explained.getMessage()));
        }
        return explained;
    }

    private ReaderPool pool() {
        synchronized (gate) {
            return readers;
        }
    }

    private void requireOpen() throws HistoryException {
        if (closed) {
            throw new HistoryException(file.path() + ": the history is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        pool().close();
        writer.close();
    }
}
