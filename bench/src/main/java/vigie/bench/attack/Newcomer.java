package vigie.bench.attack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A viewer that comes, waits for its first update, and leaves. */
final class Newcomer implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CompletableFuture<Boolean> served = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    private Newcomer() {}

    /** Whether its first update came within 5 s. Blocks until then. */
    static boolean isServed(URI server, HttpClient http) {
        Newcomer newcomer = new Newcomer();
        CompletableFuture<WebSocket> opening = http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create("ws://" + server.getAuthority() + "/live?sensors=pulse/*"), newcomer);
        try {
            return opening.thenCompose(opened -> newcomer.served)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            return false;
        } finally {
            var unused = opening.thenAccept(WebSocket::abort);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            if (text.indexOf("{\"type\":\"update\"") == 0) {
                served.complete(true);
            }
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        served.complete(false);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        served.complete(false);
    }
}
