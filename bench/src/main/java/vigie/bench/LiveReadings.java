package vigie.bench;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.client.SocketClient;
import vigie.client.SocketError;
import vigie.client.SocketListener;

/** A client of /live that hands on the readings of every update as they arrive. */
final class LiveReadings implements SocketListener, AutoCloseable {
    /** Called on the client's thread. */
    interface Sink {
        void reading(String sensor, long epochMillis, double value);
    }

    private final JsonMapper json = new JsonMapper();
    private final CompletableFuture<@Nullable Void> connected = new CompletableFuture<>();
    private final SocketClient socket;
    private final Sink sink;
    private volatile long lastNanos = System.nanoTime();

    LiveReadings(URI uri, Sink sink) {
        this.sink = sink;
        this.socket = new SocketClient(uri, this);
        socket.open();
        connected.join();
    }

    @Override
    public void connected(String subprotocol) {
        connected.complete(null);
    }

    @Override
    public void text(String text) {
        JsonNode message = json.readTree(text);
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

    @Override
    public void error(SocketError error) {
        System.err.println("client: " + error.text());
        connected.completeExceptionally(new IllegalStateException(error.text()));
    }

    /** Waits until nothing has come for a second. */
    void settle() {
        while (System.nanoTime() - lastNanos < 1_000_000_000L) {
            LockSupport.parkNanos(100_000_000L);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
