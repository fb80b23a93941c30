package vigie.watch;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One session: puts messages together and remembers how it ended. */
final class LiveSocket implements WebSocket.Listener {
    private final Consumer<String> messages;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean heard;

    LiveSocket(Consumer<String> messages) {
        this.messages = messages;
    }

    /** Completes with the reason in words. */
    CompletableFuture<String> closed() {
        return closed;
    }

    boolean heard() {
        return heard;
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardNanos);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        heardNanos = System.nanoTime();
        heard = true;
        text.append(data);
        if (last) {
            messages.accept(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        heardNanos = System.nanoTime();
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete("closed by the server with " + code + (reason.isEmpty() ? "" : ": " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.complete("connection lost: " + error.getMessage());
    }
}
