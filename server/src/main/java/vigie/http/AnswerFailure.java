package vigie.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.history.HistoryException;
import vigie.past.QueryException;

/** What a client is told when its question is not answered. Stateless. */
final class AnswerFailure {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerFailure.class);

    private AnswerFailure() {}

    /** The question is wrong. */
    static Answer of(QueryException e) {
        return badRequest(String.valueOf(e.getMessage()));
    }

    /** The question is wrong, what is kept cannot be read, or nobody thought of that. */
    static Answer of(String path, Exception e) {
        if (e instanceof QueryException wrong) {
            return of(wrong);
        }
        return e instanceof HistoryException unreadable ? unreadable(path, unreadable) : unexpected(path, e);
    }

    /** The query is not even one. */
    static Answer ofQuery(IllegalArgumentException e) {
        return badRequest("query: " + e.getMessage() + " (expected: UTF-8, escaped as in a URL)");
    }

    /** Nobody thought of that. */
    static Answer unexpected(String path, Exception e) {
        LOG.error("{} failed unexpectedly", path, e);
        return Answer.problem(
                HttpResponseStatus.INTERNAL_SERVER_ERROR, "this is our fault; the server's log says more");
    }

    private static Answer unreadable(String path, HistoryException e) {
        LOG.warn("{} cannot be answered: {}", path, e.getMessage());
        return Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "history: " + e.getMessage())
                .with(HttpHeaderNames.RETRY_AFTER, "10");
    }

    private static Answer badRequest(String detail) {
        return Answer.problem(HttpResponseStatus.BAD_REQUEST, detail);
    }
}
