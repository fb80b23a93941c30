package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.still.SamplePictures;

/** Clients that send stills slowly, and clients that take them slowly. */
final class SlowUploadsTest extends StillVisitor {
    @Test
    void besideManyWhoSendSlowly_aStillIsTaken() throws Exception {
        List<RawSocket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                RawSocket raw = new RawSocket(running.server.port());
                slow.add(raw);
                raw.send("POST " + DOOR
                        + " HTTP/1.1\r\n"
                        + "Host: 127.0.0.1\r\n"
                        + "Content-Type: image/png\r\n"
                        + "Content-Length: 5000000\r\n\r\n"
                        + "x");
            }
            await().until(() ->
                    post(DOOR, "image/png", SamplePictures.png(5, 5)).statusCode() == 201);
            for (RawSocket raw : slow) {
                raw.send("y");
                assertThat(raw.in.available()).isZero();
            }
        } finally {
            close(slow);
        }
    }

    @Test
    void matrixAsJson_thatIsTakenSlowly_isWhole() throws Exception {
        byte[] matrix = SamplePictures.matrix(300, 300).getBytes(StandardCharsets.UTF_8);
        assertThat(post(DOOR, "application/json", matrix).statusCode()).isEqualTo(201);
        HttpResponse<byte[]> quick = get(DOOR, "Accept", "application/json");
        try (RawSocket raw = new RawSocket(running.server.port(), 2048)) {
            raw.send("GET " + DOOR + " HTTP/1.0\r\nAccept: application/json\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 200");
            assertThat(raw.rest().equals(new String(quick.body(), StandardCharsets.UTF_8)))
                    .isTrue();
        }
    }

    private static void close(List<RawSocket> sockets) throws IOException {
        for (RawSocket socket : sockets) {
            socket.close();
        }
    }
}
