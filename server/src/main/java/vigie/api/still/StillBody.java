package vigie.api.still;

import java.io.IOException;
import vigie.http.route.BodyStream;

/** The body of a still, written piece by piece. Used by one worker at a time. */
interface StillBody {
    /**
     * Writes on, until the stream is full or there is no more.
     *
     * @return whether there is more
     * @throws IOException when the client or the still is gone
     */
    boolean writeSome(BodyStream out) throws IOException;
}
