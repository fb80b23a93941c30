package vigie.client;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What a client sends: one message after the other, as the JDK wants it, in the order of the calls. What is sent before the
 * connection is there waits for it. Any thread may call.
 */
final class SendQueue {
    private static final int NORMAL = 1000;
    private static final int MAX_REASON_BYTES = 123; // RFC 6455, section 5.5

    private final CompletableFuture<WebSocket> opening = new CompletableFuture<>();
    private CompletableFuture<WebSocket> last = opening; // guarded by this
    private boolean closed; // guarded by this

    /** From now on messages go this way. */
    void opened(WebSocket socket) {
        opening.complete(socket);
    }

    /** No connection will be there any more. */
    void neverOpens(String cause) {
        opening.completeExceptionally(new IOException(cause));
    }

    /** Sends after what was sent before; after one that failed, all fail. */
    synchronized CompletableFuture<WebSocket> send(Function<WebSocket, CompletableFuture<WebSocket>> message) {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException("the connection is closed"));
        }
        last = last.thenCompose(message);
        return last;
    }

    /**
     * Says goodbye, once, after what was sent before.
     *
     * @return whether it had not been said before
     * @throws IllegalArgumentException when code or reason cannot be sent
     */
    synchronized boolean close(int code, String reason) {
        check(code, reason);
        if (closed) {
            return false;
        }
        closed = true;
        last = last.thenCompose(socket -> socket.sendClose(code, reason));
        return true;
    }

    /** Takes nothing more. */
    synchronized void closeSilently() {
        closed = true;
    }

    private static void check(int code, String reason) {
        if (code != NORMAL && (code < 3000 || code > 4999)) {
            throw new IllegalArgumentException("code: " + code + " (expected: 1000, or 3000 to 4999)");
        }
        int bytes = reason.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_REASON_BYTES) {
            throw new IllegalArgumentException(
                    "reason: " + bytes + " bytes (expected: at most " + MAX_REASON_BYTES + ")");
        }
    }
}
