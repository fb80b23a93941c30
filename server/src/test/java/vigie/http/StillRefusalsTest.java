package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.still.SamplePictures;

/** What is refused of stills that are sent or asked for over HTTP, with what was expected. */
final class StillRefusalsTest extends StillVisitor {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/stills/door/camera | image/jpeg | 415 | said to be image/jpeg, and is image/png",
                "/api/stills/door/camera | image/gif | 415 | Content-Type: image/gif (expected: image/png, image/jpeg, or",
                "/api/stills/oven/camera | image/png | 404 | oven/camera takes no stills (expected: door/camera)",
                "/api/stills/door | image/png | 404 | sensor id: door (expected: <source>/<channel>)",
                "/api/stills/door/camera?time=3 | image/png | 400 | time: 3 (expected: since 2001",
                "/api/stills/door/camera?time=99999999999999 | image/png | 400 | not in the future",
                "/api/stills/door/camera?tmie=3 | image/png | 400 | tmie: not known (expected: time)",
                "/api/sensors | image/png | 405 | method: POST (expected: GET or HEAD)",
                "/api/stills | image/png | 405 | method: POST",
            })
    void wrongRequest_isRefusedWithWhatWasExpected(String path, String type, int status, String words)
            throws Exception {
        HttpResponse<byte[]> answer = post(path, type, SamplePictures.png(5, 5));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(detail(answer)).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/stills/nobody/there | 404 | nobody/there gives no stills",
                "/api/stills/nobody | 400 | sensor id: nobody",
                "/api/stills/door/camera?when=1 | 400 | when: not known (expected: at)",
                "/api/stills/door/camera?at=soon | 400 | at: soon (expected: epoch milliseconds",
                "/api/stills/door/camera/times?limit=0 | 400 | limit: 0 (expected: 1 to 10000)",
                "/api/stills?at=1 | 400 | at: not known (expected: no parameters)",
            })
    void wrongQuestion_isRefusedWithWhatWasExpected(String path, int status, String words) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(detail(answer)).contains(words);
    }

    @Test
    void brokenPicture_isRefused_andCounted() throws Exception {
        byte[] picture = SamplePictures.png(30, 20);
        HttpResponse<byte[]> cut = post(DOOR, "image/png", Arrays.copyOf(picture, picture.length - 4));
        assertThat(cut.statusCode()).isEqualTo(400);
        assertThat(detail(cut)).contains("PNG: breaks off after");
        assertThat(Objects.requireNonNull(running.stills.openIntake(StillServer.DOOR))
                        .refused())
                .isEqualTo(1);
    }

    @Test
    void foreignPage_mayNotSend() throws Exception {
        HttpRequest request = request(DOOR)
                .header("Content-Type", "image/png")
                .header("Origin", "http://evil.example")
                .POST(BodyPublishers.ofByteArray(SamplePictures.png(5, 5)))
                .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(detail(answer)).contains("Origin: http://evil.example");
    }

    @Test
    void tooLong_isRefusedBeforeItIsSent() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("POST " + DOOR + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: "
                    + (StillServer.MAX_BYTES + 1) + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void tooLongWithoutALength_isRefusedWhenThatShows() throws Exception {
        byte[] chunk = new byte[100_000];
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("POST " + DOOR
                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent <= StillServer.MAX_BYTES; sent += chunk.length) {
                raw.send(Integer.toHexString(chunk.length) + "\r\n");
                raw.send(chunk);
                raw.send("\r\n");
            }
            assertThat(raw.head()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void tooManyAtATime_areRefused_andWhoHangsUpMakesRoom() throws Exception {
        List<RawSocket> sending = new ArrayList<>();
        String head = "POST " + DOOR
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
        try {
            for (int i = 0; i < 8; i++) {
                sending.add(begin(head, "HTTP/1.1 100 "));
            }
            begin(head, "HTTP/1.1 503 ").close();
            sending.remove(0).close();
            await().until(() -> {
                RawSocket next = new RawSocket(running.server.port());
                sending.add(next);
                next.send(head);
                return next.head().startsWith("HTTP/1.1 100 ");
            });
        } finally {
            for (RawSocket raw : sending) {
                raw.close();
            }
        }
    }

    private RawSocket begin(String head, String answer) throws IOException {
        RawSocket raw = new RawSocket(running.server.port());
        raw.send(head);
        assertThat(raw.head()).startsWith(answer);
        return raw;
    }
}
