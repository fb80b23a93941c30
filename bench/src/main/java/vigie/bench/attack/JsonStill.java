package vigie.bench.attack;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/** JSON that is sent as a still to the source that takes them from anybody. */
final class JsonStill {
    /** Where stills are sent, and asked for. */
    static final String TARGET = "/api/stills/oven/camera";

    /** So that all names have five characters. */
    private static final int FIRST_NAME = 16_000_000;

    private static final int BASE = 36;

    private final byte[] json;

    private JsonStill(String json) {
        this.json = json.getBytes(StandardCharsets.US_ASCII);
    }

    /** A square matrix of noise, 7 bytes a value. */
    static JsonStill matrix(int side) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(side * side * 7 + 64)
                .append("{\"rows\":")
                .append(side)
                .append(",\"columns\":")
                .append(side)
                .append(",\"values\":[");
        for (int i = 0; i < side * side; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(100 + random.nextInt(900))
                    .append('.')
                    .append(10 + random.nextInt(90));
        }
        return new JsonStill(text.append("]}").toString());
    }

    /** An object with this number of names, 10 bytes each. */
    static JsonStill names(int count) {
        StringBuilder text = new StringBuilder(count * 10 + 64).append('{');
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "\"" : ",\"")
                    .append(Integer.toString(FIRST_NAME + i, BASE))
                    .append("\":1");
        }
        return new JsonStill(text.append('}').toString());
    }

    /** The whole request that sends it. */
    ByteBuf request(AttackSockets sockets) {
        return Unpooled.wrappedBuffer(head(sockets), Unpooled.wrappedBuffer(json));
    }

    /** The head of that request. */
    ByteBuf head(AttackSockets sockets) {
        String head = sockets.get(TARGET).replace("GET ", "POST ")
                + "Content-Type: application/json\r\nContent-Length: " + json.length + "\r\n\r\n";
        return Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII);
    }

    /** Sends it as an honest client does, and waits for the answer. */
    void send(URI server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(TARGET))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(json))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
        if (status != 201) {
            throw new IOException("the first still was refused: HTTP " + status);
        }
    }
}
