package vigie.http;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** A WebSocket client that keeps what it gets. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper CBOR = new CBORMapper();

    final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    final WebSocket socket;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    volatile int closeCode;
    volatile @Nullable String closeReason;

    TestSocket(String url, String... subprotocols) {
        var builder = CLIENT.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        socket = builder.buildAsync(URI.create(url), this).join();
    }

    byte[] nextBytes() {
        try {
            byte[] message = received.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message within 30 s; closed with " + closeCode + " " + closeReason);
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode next() {
        byte[] message = nextBytes();
        return (socket.getSubprotocol().endsWith("cbor") ? CBOR : JsonMapper.shared()).readTree(message);
    }

    /** The next message of this type; others are passed over. */
    JsonNode next(String type) {
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

    void send(String message) {
        socket.sendText(message, true).join();
    }

    int awaitClose() {
        await().atMost(Duration.ofSeconds(10)).until(() -> closeCode != 0);
        return closeCode;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            received.add(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        binary.writeBytes(piece);
        if (last) {
            received.add(binary.toByteArray());
            binary.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeReason = reason;
        closeCode = statusCode;
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
