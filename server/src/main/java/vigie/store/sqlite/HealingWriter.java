package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.HistoryException;
import vigie.store.sqlite.file.Packing;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteCauses;
import vigie.store.sqlite.file.SqliteFile;

/**
 * Changes the file, one change after the other, on one connection that is opened when it is needed. After any failure the connection is
 * not used again. When the file itself is at fault again and again it is replaced, and the change is made in the new one.
 * Thread-safe; those who change wait for each other, in order.
 */
final class HealingWriter implements AutoCloseable {
    /** So often in succession the file may be at fault: {@value}. */
    private static final int MOST_FAULTS = 3;

    private final SqliteFile file;
    private final Packing packing;
    private final SkippedRows skipped;
    private final Replacement replacement;
    /** Fair: who appends readings one commit after the other does not keep others out. */
    private final ReentrantLock writing = new ReentrantLock(true);

    /** Guarded by the lock, as is all below. Null until it is needed, and after a failure. */
    private @Nullable SqliteWriter writer;
    /** What is known of sensors, to be said again in a new file. */
    private final Map<SensorId, SensorInfo> described = new LinkedHashMap<>();

    private boolean closed;
    private int keepingFaults;
    private int droppingFaults;

    /** Sets a damaged file aside, and begins a new one. */
    interface Replacement {
        void replace(String damage) throws HistoryException;
    }

    /** What is to be done. */
    interface Change<T> {
        T make(SqliteWriter connection) throws SQLException;
    }

    HealingWriter(SqliteFile file, Packing packing, SkippedRows skipped, Replacement replacement) {
        this.file = file;
        this.packing = packing;
        this.skipped = skipped;
        this.replacement = replacement;
    }

    /** Keeps something. A damaged file is replaced at once when a second try fails in the same way. */
    <T> T keep(Change<T> change) throws HistoryException {
        writing.lock();
        try {
            T result = tryToKeep(change);
            keepingFaults = 0;
            return result;
        } catch (SQLException e) {
            throw explained(e);
        } finally {
            writing.unlock();
        }
    }

    private <T> T tryToKeep(Change<T> change) throws SQLException, HistoryException {
        try {
            return make(change);
        } catch (SQLException e) {
            if (!SqliteCauses.isDamage(e) && !isOnceTooOften(e, ++keepingFaults)) {
                throw e;
            }
        }
        try {
            return make(change);
        } catch (SQLException e) {
            if (!SqliteCauses.isOfTheFile(e)) {
                throw e;
            }
            replace(e);
            return make(change);
        }
    }

    /** Drops something. It is less urgent, so a damaged file is replaced only when that fails again and again. */
    <T> T drop(Change<T> change) throws HistoryException {
        writing.lock();
        try {
            T result = make(change);
            droppingFaults = 0;
            return result;
        } catch (SQLException e) {
            if (!isOnceTooOften(e, ++droppingFaults)) {
                throw explained(e);
            }
            replace(e);
            throw explained(e);
        } finally {
            writing.unlock();
        }
    }

    /** Keeps what sensors are called. */
    void describe(Collection<SensorInfo> sensors) throws HistoryException {
        keep(connection -> {
            connection.describe(sensors);
            return sensors.size();
        });
        writing.lock();
        try {
            sensors.forEach(sensor -> described.put(sensor.id(), sensor));
        } finally {
            writing.unlock();
        }
    }

    private static boolean isOnceTooOften(SQLException e, int faults) {
        return SqliteCauses.isOfTheFile(e) && faults >= MOST_FAULTS;
    }

    private void replace(SQLException why) throws HistoryException {
        replacement.replace(String.valueOf(why.getMessage()));
        keepingFaults = 0;
        droppingFaults = 0;
        try {
            make(connection -> {
                connection.describe(described.values());
                return true;
            });
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    private <T> T make(Change<T> change) throws SQLException, HistoryException {
        if (closed) {
            throw new HistoryException(file.path() + ": the history is closed");
        }
        boolean done = false;
        try {
            SqliteWriter connection = writer == null ? SqliteWriter.open(file, packing, skipped) : writer;
            writer = connection;
            T result = change.make(connection);
            done = true;
            return result;
        } finally {
            if (!done) {
                closeWriter();
            }
        }
    }

    private HistoryException explained(SQLException e) {
        if (SqliteCauses.isDamage(e)) {
            file.suspect(String.valueOf(e.getMessage()));
        }
        return SqliteCauses.explain(file.path(), e);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            closeWriter();
        } finally {
            writing.unlock();
        }
    }

    private void closeWriter() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
