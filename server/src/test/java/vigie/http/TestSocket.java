package vigie.http;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;
import vigie.client.SocketClient;
import vigie.client.SocketError;
import vigie.client.SocketListener;
import vigie.client.SocketSettings;

/** A WebSocket client that keeps what it gets. */
public final class TestSocket implements SocketListener, AutoCloseable {
    private static final ObjectMapper CBOR = new CBORMapper();

    final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    final SocketClient socket;
    private final CompletableFuture<String> subprotocol = new CompletableFuture<>();
    volatile int closeCode;
    volatile @Nullable String closeReason;

    public TestSocket(String url, String... subprotocols) {
        socket = new SocketClient(URI.create(url), SocketSettings.DEFAULT.withSubprotocols(subprotocols), this);
        socket.open();
        subprotocol.join();
    }

    byte[] nextBytes() {
        try {
            byte[] message = received.poll(90, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message within 90 s; closed with " + closeCode + " " + closeReason);
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public JsonNode next() {
        byte[] message = nextBytes();
        return (subprotocol.join().endsWith("cbor") ? CBOR : JsonMapper.shared()).readTree(message);
    }

    /** The next message of this type; others are passed over. */
    public JsonNode next(String type) {
        JsonNode message = next();
        while (!type.equals(message.get("type").stringValue())) {
            message = next();
        }
        return message;
    }

    /** The bytes of the next update in JSON; other messages are passed over. */
    byte[] nextUpdateBytes() {
        byte[] message = nextBytes();
        while (!new String(message, StandardCharsets.UTF_8).startsWith("{\"type\":\"update\"")) {
            message = nextBytes();
        }
        return message;
    }

    public void send(String message) {
        socket.sendText(message).join();
    }

    public int awaitClose() {
        await().atMost(Duration.ofSeconds(10)).until(() -> closeCode != 0);
        return closeCode;
    }

    @Override
    public void connected(String agreed) {
        subprotocol.complete(agreed);
    }

    @Override
    public void text(String message) {
        received.add(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void binary(byte[] message) {
        received.add(message);
    }

    @Override
    public void error(SocketError error) {
        subprotocol.completeExceptionally(new AssertionError(error.text()));
    }

    @Override
    public void disconnected(int code, String reason) {
        closeReason = reason;
        closeCode = code;
    }

    @Override
    public void close() {
        socket.close();
    }
}
