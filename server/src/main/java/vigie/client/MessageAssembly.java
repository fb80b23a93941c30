package vigie.client;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts the parts of messages together, within a limit. The JDK calls it on one thread at a time. */
final class MessageAssembly implements WebSocket.Listener {
    private final int maxBytes;
    private final MessageSink sink;
    private StringBuilder text = new StringBuilder();
    private ByteArrayOutputStream binary = new ByteArrayOutputStream();

    MessageAssembly(int maxBytes, MessageSink sink) {
        this.maxBytes = maxBytes;
        this.sink = sink;
    }

    /** The first message is asked for by who listens. */
    @Override
    public void onOpen(WebSocket socket) {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        sink.heard();
        if (part.length() > maxBytes - text.length()) {
            sink.tooLong();
            return null;
        }
        text.append(part);
        if (!last) {
            socket.request(1);
            return null;
        }
        String whole = text.toString();
        text = new StringBuilder();
        sink.text(whole);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        sink.heard();
        if (part.remaining() > maxBytes - binary.size()) {
            sink.tooLong();
            return null;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (!last) {
            socket.request(1);
            return null;
        }
        byte[] whole = binary.toByteArray();
        binary = new ByteArrayOutputStream();
        sink.binary(whole);
        return null;
    }

    /** The JDK answers it. */
    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer content) {
        return controlFrame(socket);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer content) {
        return controlFrame(socket);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        sink.closed(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable cause) {
        sink.failed(cause);
    }

    private @Nullable CompletionStage<?> controlFrame(WebSocket socket) {
        sink.heard();
        socket.request(1);
        return null;
    }
}
