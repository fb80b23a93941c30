package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.still.SamplePictures;

/** Stills asked for and sent over HTTP. */
final class StillsOverHttpTest {
    private static final String DOOR = "/api/stills/door/camera";
    private static final long TIME = 1_763_875_200_000L;

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private StillServer running;

    @BeforeEach
    void start() throws Exception {
        running = new StillServer(folder);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void sentPicture_isThereUnderItsTime_forEver() throws Exception {
        byte[] picture = SamplePictures.jpeg(30, 20);
        HttpResponse<byte[]> created = post(DOOR + "?time=" + TIME, "image/jpeg", picture);
        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode answer = json(created);
        assertThat(answer.get("sensor").stringValue()).isEqualTo("door/camera");
        assertThat(answer.get("time").longValue()).isEqualTo(TIME);
        assertThat(answer.get("id").longValue()).isEqualTo(1);
        assertThat(answer.get("kept").booleanValue()).isTrue();
        String location = created.headers().firstValue("location").orElseThrow();
        HttpResponse<byte[]> exact = get(location);
        assertThat(exact.body()).isEqualTo(picture);
        assertThat(exact.headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(exact.headers().firstValue("x-vigie-time")).hasValue(Long.toString(TIME));
        assertThat(exact.headers().firstValue("cache-control")).hasValue("private, max-age=31536000, immutable");
        assertThat(get(DOOR).headers().firstValue("cache-control")).hasValue("private, no-cache");
        String tag = exact.headers().firstValue("etag").orElseThrow();
        HttpResponse<byte[]> known = get(DOOR, "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    @Test
    void at_givesTheNewestThen_andNoneBeforeTheFirst() throws Exception {
        post(DOOR + "?time=" + TIME, "image/png", SamplePictures.png(5, 5));
        post(DOOR + "?time=" + (TIME + 1000), "image/png", SamplePictures.png(6, 5));
        assertThat(get(DOOR + "?at=" + (TIME + 999)).headers().firstValue("x-vigie-time"))
                .hasValue(Long.toString(TIME));
        assertThat(get(DOOR + "?at=now").headers().firstValue("x-vigie-time")).hasValue(Long.toString(TIME + 1000));
        HttpResponse<byte[]> before = get(DOOR + "?at=" + (TIME - 1));
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(detail(before)).contains("door/camera has no still at or before that time");
        JsonNode times = json(get(DOOR + "/times?from=2025-11-23T00:00:00Z&to=" + (TIME + 1001)));
        assertThat(times.get("times").toString()).isEqualTo("[" + TIME + "," + (TIME + 1000) + "]");
        assertThat(json(get(DOOR + "/times?from=0&limit=1")).get("times").toString())
                .isEqualTo("[" + (TIME + 1000) + "]");
        assertThat(json(get(DOOR + "/times")).get("times").isEmpty())
                .as("the last day")
                .isTrue();
    }

    @Test
    void matrix_comesAsNumbers_deflated_orAsJson() throws Exception {
        String matrix = SamplePictures.matrix(3, 4);
        assertThat(post(DOOR, "application/json; charset=utf-8", matrix.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<byte[]> plain = get(DOOR);
        assertThat(plain.headers().firstValue("content-type")).hasValue("application/vnd.vigie.matrix");
        assertThat(plain.headers().firstValue("x-vigie-rows")).hasValue("3");
        assertThat(plain.headers().firstValue("x-vigie-columns")).hasValue("4");
        assertThat(plain.headers().firstValue("x-vigie-low")).hasValue("0.0");
        assertThat(plain.headers().firstValue("x-vigie-high")).hasValue("11.0");
        assertThat(plain.headers().firstValue("x-vigie-unit")).hasValue("%C2%B0C");
        float[] values = new float[12];
        ByteBuffer.wrap(plain.body())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertThat(values[1]).isNaN();
        assertThat(values[11]).isEqualTo(11);
        HttpResponse<byte[]> deflated = get(DOOR, "Accept-Encoding", "gzip, deflate");
        assertThat(deflated.headers().firstValue("content-encoding")).hasValue("deflate");
        JsonNode json = json(get(DOOR, "Accept", "application/json"));
        assertThat(json.get("rows").intValue()).isEqualTo(3);
        assertThat(json.get("unit").stringValue()).isEqualTo("°C");
        assertThat(json.get("values").get(1).isNull()).isTrue();
        assertThat(json.get("values").get(11).floatValue()).isEqualTo(11);
    }

    @Test
    void list_namesEverySensor() throws Exception {
        JsonNode list = json(get("/api/stills")).get("stills");
        assertThat(list.get(0).get("sensor").stringValue()).isEqualTo("door/camera");
        assertThat(list.get(0).get("last").isNull()).isTrue();
        post(DOOR + "?time=" + TIME, "image/png", SamplePictures.png(5, 5));
        list = json(get("/api/stills")).get("stills");
        assertThat(list.get(0).get("last").longValue()).isEqualTo(TIME);
        assertThat(list.get(0).get("cadence").intValue()).isEqualTo(3_600_000);
        assertThat(list.get(1).get("name").stringValue()).isEqualTo("Oven");
        assertThat(list.get(1).has("cadence")).isFalse();
    }

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
    void expectContinue_isAnswered_andTheConnectionGoesOn() throws Exception {
        byte[] picture = SamplePictures.png(5, 5);
        String head = "POST " + DOOR + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: "
                + picture.length + "\r\n";
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send(head + "Expect: 100-continue\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 100 ");
            raw.send(picture);
            assertThat(raw.answer()).contains("\"id\":1");
            raw.send(head + "\r\n");
            for (byte one : picture) {
                raw.send(new byte[] {one});
            }
            assertThat(raw.answer()).contains("\"id\":2");
            raw.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(raw.answer()).contains("ok");
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

    @Test
    void restart_everythingIsThere() throws Exception {
        byte[] picture = SamplePictures.largePng(5_000_000);
        assertThat(post(DOOR + "?time=" + TIME, "image/png", picture).statusCode())
                .isEqualTo(201);
        running.close();
        running = new StillServer(folder);
        assertThat(get(DOOR + "?at=" + TIME).body()).isEqualTo(picture);
    }

    private RawSocket begin(String head, String answer) throws IOException {
        RawSocket raw = new RawSocket(running.server.port());
        raw.send(head);
        assertThat(raw.head()).startsWith(answer);
        return raw;
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(running.url(path)));
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String detail(HttpResponse<byte[]> answer) {
        return json(answer).get("detail").stringValue();
    }
}
