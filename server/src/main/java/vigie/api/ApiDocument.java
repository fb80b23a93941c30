package vigie.api;

import vigie.http.route.ApiAnswer;
import vigie.past.QueryException;
import vigie.past.QueryParameters;
import vigie.store.HistoryException;

/** What a path under {@code /api/} shows. Shared by all requests, which ask it on workers: it may block. */
@FunctionalInterface
public interface ApiDocument {
    /**
     * Finds out what the answer is.
     *
     * @throws QueryException when the question is wrong: 400
     * @throws HistoryException when what is kept cannot be read: 503
     */
    ApiAnswer answer(QueryParameters query) throws QueryException, HistoryException;

    /** Whether answers may be long: then they are streamed at the client's pace. */
    default boolean isFile() {
        return false;
    }

    /** Whether finding out the answer may take long: then others answer the short questions meanwhile. */
    default boolean takesLong() {
        return isFile();
    }
}
