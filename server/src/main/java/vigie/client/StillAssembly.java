package vigie.client;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vigie.protocol.message.StillPart;

/**
 * Puts the parts of stills together. They come in order and unmixed; where another still begins, the one before is left. Belongs to one
 * thread.
 */
final class StillAssembly {
    /** Longer ones are passed over: 128 MB; the server's own limit is at most 100. */
    private static final long MAX_BYTES = 128_000_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long id;
    private int parts;

    /** Takes the next part; the still if it is complete with it. */
    @Nullable
    LiveStill take(StillPart next) {
        JsonNode header = next.header();
        int part = header.path("part").asInt(0);
        if (part == 1) {
            bytes.reset();
            id = header.path("id").asLong(0);
            parts = 0;
        }
        long size = header.path("size").asLong(0);
        if (part != parts + 1 || header.path("id").asLong(0) != id || size > MAX_BYTES) {
            return null;
        }
        parts = part;
        bytes.writeBytes(next.bytes());
        if (part < header.path("of").asInt(0) || bytes.size() != size) {
            return bytes.size() > size ? forget() : null;
        }
        LiveStill still = new LiveStill(header, bytes.toByteArray());
        forget();
        return still;
    }

    private @Nullable LiveStill forget() {
        bytes.reset();
        parts = 0;
        id = -1;
        return null;
    }
}
