package vigie.http.route;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.exc.JacksonIOException;

/**
 * One question, whose answer is found out and streamed on workers. Whenever the client has enough to take, or another question has waited
 * for a while, the worker is free for others; the task comes back when the client has taken some. When the client is gone, the task
 * ends.
 */
public final class AnswerTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerTask.class);
    /** The first turn is short: most answers end in it, and of the others none keeps a new question waiting for long. */
    private static final long FIRST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String path;
    private final BodyStream body;
    private final BodySource source;
    private final Workers workers;
    /** Written in turns, one after the other. */
    private boolean begun;

    /**
     * @param path what is asked, for the log
     * @param workers who go on with it
     */
    AnswerTask(String path, BodyStream body, BodySource source, Workers workers) {
        this.path = path;
        this.body = body;
        this.source = source;
        this.workers = workers;
    }

    @Override
    public void run() {
        try {
            if (writeForATurn()) {
                body.whenDrained(() -> workers.goOn(this));
            }
        } catch (IOException | JacksonIOException e) {
            LOG.debug("{} was not taken: {}", path, e.getMessage());
            body.cutOff();
        } catch (Throwable e) {
            // Errors, too: a client that waits for ever would be one more, and the next question may need less.
            body.answerInstead(AnswerFailure.of(path, e));
        }
    }

    /** The server goes away. */
    void cutOff() {
        body.cutOff();
    }

    /** Whether there is more. */
    private boolean writeForATurn() throws Exception {
        long turnNanos = begun ? TURN_NANOS : FIRST_TURN_NANOS;
        begun = true;
        long start = System.nanoTime();
        do {
            if (body.isOver()) {
                return false;
            }
            if (!source.writeSome(body)) {
                body.end();
                return false;
            }
        } while (!body.isFull() && System.nanoTime() - start < turnNanos);
        return true;
    }
}
