package vigie.http.route;

import java.time.Duration;

/**
 * The memory of answers under way, shared by all connections.
 *
 * @param whole what answers take that are in memory as a whole
 * @param streams what answers take that are streamed
 * @param stalled how long the client of a stream may take nothing while others wait for its place
 */
public record AnswerRoom(BodyMemory whole, StreamShare streams, Duration stalled) {
    /**
     * An eighth of the heap for whole ones, a sixteenth for those that are streamed.
     *
     * @param patience how long a client may take nothing; half of it while others wait
     */
    public static AnswerRoom ofHeap(Duration patience) {
        return new AnswerRoom(BodyMemory.ofHeap(8), StreamShare.ofHeap(), patience.dividedBy(2));
    }
}
