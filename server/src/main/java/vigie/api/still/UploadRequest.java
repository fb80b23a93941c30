package vigie.api.still;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import vigie.http.route.BodyMemory;

/** A still that somebody sent, whole. Whoever handles it releases its memory, once nothing holds its bytes any more. */
final class UploadRequest extends DefaultFullHttpRequest {
    private final byte[] bytes;
    private final BodyMemory.Hold memory;

    UploadRequest(HttpRequest head, byte[] bytes, BodyMemory.Hold memory) {
        super(
                head.protocolVersion(),
                head.method(),
                head.uri(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                EmptyHttpHeaders.INSTANCE);
        this.bytes = bytes;
        this.memory = memory;
    }

    /** The still. */
    byte[] bytes() {
        return bytes;
    }

    /** What the still takes. */
    BodyMemory.Hold memory() {
        return memory;
    }
}
