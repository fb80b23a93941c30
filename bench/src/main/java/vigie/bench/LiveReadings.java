package vigie.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of /live that hands on the readings of every update as they arrive. */
final class LiveReadings implements WebSocket.Listener, AutoCloseable {
    /** Called on the client's thread. */
    interface Sink {
        void reading(String sensor, long epochMillis, double value);
    }

    private final JsonMapper json = new JsonMapper();
    private final StringBuilder text = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final Sink sink;
    private volatile long lastNanos = System.nanoTime();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

    LiveReadings(URI uri, Sink sink) {
        this.sink = sink;
        this.socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            message(json.readTree(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(null);
        return closed;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        System.err.println("client: " + error);
        closed.complete(null);
    }

    private void message(JsonNode message) {
        if (message.path("type").asString("").equals("update")) {
            for (JsonNode reading : message.path("readings")) {
                lastNanos = System.nanoTime();
                sink.reading(
                        reading.get(0).asString(),
                        reading.get(1).asLong(),
                        reading.get(2).asDouble());
            }
        }
    }

    /** Waits until nothing has come for a second. */
    void settle() {
        while (System.nanoTime() - lastNanos < 1_000_000_000L) {
            LockSupport.parkNanos(100_000_000L);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
