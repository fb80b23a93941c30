package vigie.http.route;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.past.QueryException;
import vigie.store.HistoryException;
import vigie.work.FailureLog;
import vigie.work.LogThrottle;

/** What a client is told when its question is not answered. Thread-safe. */
public final class AnswerFailure {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerFailure.class);
    private static final FailureLog FAULTS = new FailureLog(LOG);
    private static final LogThrottle SHORTAGES = new LogThrottle();
    private static final LogThrottle UNREADABLE = new LogThrottle();

    private AnswerFailure() {}

    /** The question is wrong. */
    public static Answer of(QueryException e) {
        return badRequest(String.valueOf(e.getMessage()));
    }

    /** The question is wrong, what is kept cannot be read, memory is short, or something else failed. */
    public static Answer of(String path, Throwable e) {
        if (e instanceof QueryException wrong) {
            return of(wrong);
        }
        if (e instanceof HistoryException unreadable) {
            return unreadable(path, unreadable);
        }
        return e instanceof OutOfMemoryError ? outOfMemory(path) : unexpected(path, e);
    }

    /** There is no room for it now. */
    public static Answer busy(String expected) {
        return Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "busy (expected: " + expected + ")")
                .with(HttpHeaderNames.RETRY_AFTER, "1");
    }

    /** The query is not even one. */
    public static Answer ofQuery(IllegalArgumentException e) {
        return badRequest("query: " + e.getMessage() + " (expected: UTF-8, escaped as in a URL)");
    }

    /** A fault of ours. */
    static Answer unexpected(String path, Throwable e) {
        FAULTS.failed("an answer failed unexpectedly:", path, e);
        return Answer.problem(
                HttpResponseStatus.INTERNAL_SERVER_ERROR, "this is our fault; the server's log says more");
    }

    private static Answer outOfMemory(String path) {
        if (SHORTAGES.isDue()) {
            LOG.error(
                    "{} needs more memory than there is. -Xmx in VIGIE_JAVA_OPTS gives more{}",
                    path,
                    SHORTAGES.takeHeldBackText());
        }
        return busy("a smaller question, or later: the server's memory is used up");
    }

    private static Answer unreadable(String path, HistoryException e) {
        if (UNREADABLE.isDue()) {
            LOG.warn("{} cannot be answered: {}{}", path, e.getMessage(), UNREADABLE.takeHeldBackText());
        }
        return Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "history: " + e.getMessage())
                .with(HttpHeaderNames.RETRY_AFTER, "10");
    }

    private static Answer badRequest(String detail) {
        return Answer.problem(HttpResponseStatus.BAD_REQUEST, detail);
    }
}
