package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import vigie.store.sqlite.file.SkippedRows;
import vigie.store.sqlite.file.SqliteFile;

/** Connections for those who ask, one for each at a time; a few wait for the next. Thread-safe. */
final class ReaderPool implements AutoCloseable {
    private static final int WAITING = 4;

    private final SqliteFile file;
    private final SkippedRows skipped;
    private final ArrayBlockingQueue<SqliteReader> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Object gate;
    private volatile boolean closed;

    /**
     * @param gate held while a connection is opened
     */
    ReaderPool(SqliteFile file, SkippedRows skipped, Object gate) {
        this.file = file;
        this.skipped = skipped;
        this.gate = gate;
    }

    /** Something asked of one moment. */
    interface Question<T> {
        T ask(SqliteReader reader) throws SQLException;
    }

    <T> T ask(Question<T> question) throws SQLException {
        SqliteReader reader = take();
        boolean answered = false;
        try {
            T answer = question.ask(reader);
            reader.leaveMoment();
            answered = true;
            return answer;
        } finally {
            if (answered) {
                giveBack(reader);
            } else {
                reader.close();
            }
        }
    }

    private SqliteReader take() throws SQLException {
        SqliteReader reader = waiting.poll();
        if (reader != null) {
            return reader;
        }
        synchronized (gate) {
            return SqliteReader.open(file, skipped);
        }
    }

    private void giveBack(SqliteReader reader) {
        if (!waiting.offer(reader)) {
            reader.close();
        }
        if (closed) {
            closeWaiting();
        }
    }

    /** Those who still ask get their answer. */
    @Override
    public void close() {
        closed = true;
        closeWaiting();
    }

    private void closeWaiting() {
        for (SqliteReader reader = waiting.poll(); reader != null; reader = waiting.poll()) {
            reader.close();
        }
    }
}
