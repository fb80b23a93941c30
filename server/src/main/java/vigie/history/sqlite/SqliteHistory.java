package vigie.history.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.history.Bucket;
import vigie.history.DataFolder;
import vigie.history.EventQuery;
import vigie.history.EventStore;
import vigie.history.History;
import vigie.history.HistoryException;
import vigie.history.HistorySize;
import vigie.history.SensorExtent;
import vigie.sensor.Event;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/**
 * The history in the file {@code history.db} of the data folder, readings and events. Thread-safe; those who change it wait for each
 * other, in order, so that an event waits for one commit of readings at most; those who ask wait for nobody. While a question is
 * not through, what is written meanwhile stays in SQLite's log, which grows: do not keep it waiting, ask for a long range piece by
 * piece.
 */
public final class SqliteHistory implements History, EventStore {
    private final SqliteFile file;
    private final Packing packing;
    private final Clock clock;
    private final @Nullable String notice;
    private final ReaderPool readers;
    /** Fair: who appends readings one commit after the other does not keep others out. */
    private final ReentrantLock writing = new ReentrantLock(true);
    /** Guarded by the lock. Null until it is needed, and after a failure. */
    private @Nullable SqliteWriter writer;

    private volatile boolean closed;

    private SqliteHistory(SqliteFile file, Packing packing, @Nullable String notice, Clock clock) {
        this.clock = clock;
        this.file = file;
        this.packing = packing;
        this.notice = notice;
        readers = new ReaderPool(file);
    }

    /**
     * Opens what is kept in a folder, or begins it. A damaged file is set aside, and a new one begun.
     *
     * @param clock gives the name of a file that is set aside, and tells which readings are of a time to come
     * @throws HistoryException when it can neither be opened nor begun
     */
    public static SqliteHistory open(DataFolder folder, Clock clock) throws HistoryException {
        return open(folder, clock, Packing.DEFAULT);
    }

    static SqliteHistory open(DataFolder folder, Clock clock, Packing packing) throws HistoryException {
        SqliteFile file = new SqliteFile(folder.path());
        return new SqliteHistory(file, packing, new OpeningCheck(file, clock).makeReady(), clock);
    }

    /** What a person has to know of the opening: that a damaged file was set aside; null when all was well. */
    public @Nullable String notice() {
        return notice;
    }

    @Override
    public void append(List<Reading> readings) throws HistoryException {
        change(connection -> {
            connection.append(readings);
            return readings.size();
        });
    }

    @Override
    public void describe(Collection<SensorInfo> sensors) throws HistoryException {
        change(connection -> {
            connection.describe(sensors);
            return sensors.size();
        });
    }

    @Override
    public void appendEvents(List<Event> events) throws HistoryException {
        change(connection -> {
            connection.appendEvents(events);
            return events.size();
        });
    }

    @Override
    public long dropBefore(long epochMillis, long atMost) throws HistoryException {
        return change(connection -> connection.dropBefore(epochMillis, atMost));
    }

    @Override
    public int dropEventsBefore(long epochMillis, int atMost, Set<Long> alarms) throws HistoryException {
        return change(connection -> connection.dropEventsBefore(epochMillis, atMost, alarms));
    }

    /** After any failure the connection is not used again. */
    private <T> T change(Change<T> change) throws HistoryException {
        writing.lock();
        boolean done = false;
        try {
            requireOpen();
            SqliteWriter connection = writer == null ? SqliteWriter.open(file, packing) : writer;
            writer = connection;
            T result = change.make(connection);
            done = true;
            return result;
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            if (!done) {
                closeWriter();
            }
            writing.unlock();
        }
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
            return ask(reader -> new HistorySize(reader.readings(), bytes, Math.max(0, bytes - reader.usedBytes())));
        } catch (IOException e) {
            throw new HistoryException(file.path() + ": cannot be looked at: " + e.getMessage(), e);
        }
    }

    private <T> T ask(ReaderPool.Question<T> question) throws HistoryException {
        requireOpen();
        try {
            return readers.ask(question);
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

    private void requireOpen() throws HistoryException {
        if (closed) {
            throw new HistoryException(file.path() + ": the history is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        readers.close();
        writing.lock();
        try {
            closeWriter();
        } finally {
            writing.unlock();
        }
    }

    /** Under the lock. */
    private void closeWriter() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    private interface Change<T> {
        T make(SqliteWriter connection) throws SQLException;
    }
}
