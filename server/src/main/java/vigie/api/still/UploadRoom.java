package vigie.api.still;

import java.time.Duration;
import vigie.http.route.BodyMemory;

/**
 * The room for stills that are sent to the server, shared by all connections.
 *
 * @param silent places of uploads of which nothing came yet
 * @param bytes memory of what came
 */
record UploadRoom(BodyMemory silent, BodyMemory bytes) {
    private static final int SILENT = 8;
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /**
     * A sixth of the heap.
     *
     * @param longest how long one still may be: two of them fit, whatever the heap
     */
    static UploadRoom ofHeap(long longest) {
        long bytes = Math.max(Runtime.getRuntime().maxMemory() / 6, 2 * longest);
        return new UploadRoom(new BodyMemory(SILENT, SILENCE), new BodyMemory(bytes, BodyMemory.GRACE));
    }
}
