package vigie.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates what a client compressed (permessage-deflate without context takeover, RFC 7692, section 7.2.2), frame by frame, within
 * the limit of a message; other messages pass. Reserved bits that mean nothing end the session with 1002, bytes that are not
 * deflate with 1007, too many with 1009. Memory is taken only while a compressed message comes.
 */
final class InflateHandler extends MessageToMessageDecoder<WebSocketFrame> {
    private static final int RSV1 = 4;
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int CHUNK = 4096;

    private final int maxBytes;
    private @Nullable Inflater inflater;
    private int inflated;

    /**
     * @param maxBytes how long an inflated message may be
     */
    InflateHandler(int maxBytes) {
        super(WebSocketFrame.class);
        this.maxBytes = maxBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, WebSocketFrame frame, List<Object> out)
            throws CorruptedWebSocketFrameException {
        boolean first = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        if (frame.rsv() != 0 && (frame.rsv() != RSV1 || !first)) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.PROTOCOL_ERROR, "reserved bits: " + frame.rsv() + " (expected: 0)");
        }
        if (first && frame.rsv() == RSV1) {
            end();
            inflater = new Inflater(true);
        }
        Inflater current = inflater;
        if (current == null || !(first || frame instanceof ContinuationWebSocketFrame)) {
            out.add(frame.retain());
            return;
        }
        ByteBuf content = ctx.alloc().buffer();
        try {
            inflate(current, ByteBufUtil.getBytes(frame.content()), content);
            if (frame.isFinalFragment()) {
                inflate(current, TAIL, content);
                end();
            }
            out.add(like(frame, content.retain()));
        } catch (DataFormatException e) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "compressed: " + e.getMessage(), e);
        } finally {
            content.release();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    private void inflate(Inflater current, byte[] compressed, ByteBuf content) throws DataFormatException {
        byte[] chunk = new byte[Math.min(CHUNK, maxBytes + 1)];
        current.setInput(compressed);
        int size;
        do {
            size = current.inflate(chunk);
            inflated += size;
            if (inflated > maxBytes) {
                end();
                throw new TooLongFrameException("inflated: more than " + maxBytes + " bytes");
            }
            content.writeBytes(chunk, 0, size);
            if (current.finished()) {
                // A final block may be followed by others (RFC 7692, section 7.2.3.4).
                int rest = current.getRemaining();
                current.reset();
                current.setInput(compressed, compressed.length - rest, rest);
            }
        } while (size > 0 || !current.needsInput());
    }

    private static WebSocketFrame like(WebSocketFrame frame, ByteBuf content) {
        boolean last = frame.isFinalFragment();
        if (frame instanceof TextWebSocketFrame) {
            return new TextWebSocketFrame(last, 0, content);
        }
        return frame instanceof BinaryWebSocketFrame
                ? new BinaryWebSocketFrame(last, 0, content)
                : new ContinuationWebSocketFrame(last, 0, content);
    }

    private void end() {
        inflated = 0;
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }
}
