package vigie.http.route;

import java.io.IOException;
import vigie.past.QueryException;
import vigie.store.HistoryException;

/**
 * An answer that is found out and written piece by piece. Between two pieces no worker waits: the next is written when the client has
 * taken enough, perhaps by another worker. Used by one worker at a time.
 */
@FunctionalInterface
public interface BodySource {
    /**
     * Writes on, until the stream is full or there is no more. The first time it says what the answer begins with.
     *
     * @return whether there is more
     * @throws QueryException when the question is wrong: 400
     * @throws HistoryException when what is kept cannot be read: 503
     * @throws IOException when the client, or what it asks for, is gone
     */
    boolean writeSome(BodyStream out) throws QueryException, HistoryException, IOException;
}
