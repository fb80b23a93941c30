package vigie.client;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vigie.protocol.StillPart;

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

    /** Takes a binary message; the still if it is complete with it. What is no part of a still is passed over. */
    @Nullable
    LiveStill take(byte[] message) {
        StillPart part = StillPart.of(message);
        return part == null ? null : take(part.header(), part.bytes());
    }

    private @Nullable LiveStill take(JsonNode header, byte[] more) {
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
        bytes.writeBytes(more);
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
