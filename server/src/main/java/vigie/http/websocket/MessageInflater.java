package vigie.http.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates whole messages (permessage-deflate without context takeover, RFC 7692, section 7.2.2) within the limit of a message. The
 * memory of the inflater, tens of kilobytes outside the heap, is taken only while it works.
 */
final class MessageInflater {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int CHUNK = 4096;

    private MessageInflater() {}

    /**
     * Inflates a message.
     *
     * @param maxBytes how long the inflated message may be
     * @param inflated gets the message
     * @throws WebSocketRefusedException when the budget does not allow it
     * @throws CorruptedWebSocketFrameException 1007 when the bytes are not deflate
     * @throws TooLongFrameException when it becomes too long
     */
    static void inflate(ByteBuf compressed, int maxBytes, CountedBuffer inflated) throws WebSocketRefusedException {
        Inflater inflater = new Inflater(true);
        try {
            byte[] chunk = new byte[Math.min(CHUNK, maxBytes + 1)];
            inflate(inflater, ByteBufUtil.getBytes(compressed), chunk, maxBytes, inflated);
            inflate(inflater, TAIL, chunk, maxBytes, inflated);
        } catch (DataFormatException e) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "compressed: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private static void inflate(
            Inflater inflater, byte[] compressed, byte[] chunk, int maxBytes, CountedBuffer inflated)
            throws DataFormatException, WebSocketRefusedException {
        inflater.setInput(compressed);
        int size;
        do {
            size = inflater.inflate(chunk);
            if (inflated.size() + size > maxBytes) {
                throw new TooLongFrameException("inflated: more than " + maxBytes + " bytes");
            }
            inflated.append(chunk, size);
            if (inflater.finished()) {
                // A final block may be followed by others (RFC 7692, section 7.2.3.4).
                int rest = inflater.getRemaining();
                inflater.reset();
                inflater.setInput(compressed, compressed.length - rest, rest);
            }
        } while (size > 0 || !inflater.needsInput());
    }
}
