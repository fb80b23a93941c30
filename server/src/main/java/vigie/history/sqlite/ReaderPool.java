package vigie.history.sqlite;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;

/** Connections for those who ask, one for each at a time; a few wait for the next. Thread-safe. */
final class ReaderPool implements AutoCloseable {
    private static final int WAITING = 4;

    private final SqliteFile file;
    private final ArrayBlockingQueue<SqliteReader> waiting = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean closed;

    ReaderPool(SqliteFile file) {
        this.file = file;
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
        return reader != null ? reader : SqliteReader.open(file);
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
