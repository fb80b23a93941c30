package vigie.http;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.history.HistoryException;
import vigie.past.QueryException;

/** One question, whose answer is found out and streamed on a worker. What fails before its first byte gets an answer of its own. */
final class AnswerTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerTask.class);

    private final String path;
    private final BodyStream body;
    private final Streamed answer;

    /** An answer that is written as it is found out. */
    @FunctionalInterface
    interface Streamed {
        void streamTo(BodyStream body) throws QueryException, HistoryException, IOException;
    }

    /**
     * @param path what is asked, for the log
     */
    AnswerTask(String path, BodyStream body, Streamed answer) {
        this.path = path;
        this.body = body;
        this.answer = answer;
    }

    @Override
    public void run() {
        try {
            answer.streamTo(body);
        } catch (IOException e) {
            LOG.debug("{} was not taken: {}", path, e.getMessage());
            body.cutOff();
        } catch (QueryException | HistoryException | RuntimeException e) {
            body.fail(AnswerFailure.of(path, e));
        }
    }
}
