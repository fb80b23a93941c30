package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.http.settings.BindException;
import vigie.http.settings.HttpSettings;

class HttpServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningServer running = new RunningServer();

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void staticFile_typeTagSecurityAndCompression() throws Exception {
        HttpResponse<byte[]> plain = get("/http-test/page.html");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(header(plain, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(plain, "cache-control")).isEqualTo("no-cache");
        assertThat(header(plain, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(plain, "content-security-policy"))
                .contains("default-src 'self'", "script-src 'self';")
                .doesNotContain("unsafe-eval");
        HttpResponse<byte[]> gzip = get("/http-test/page.html", "Accept-Encoding", "gzip");
        assertThat(header(gzip, "content-encoding")).isEqualTo("gzip");
        assertThat(gzip.body().length).isLessThan(plain.body().length / 2);
        HttpResponse<byte[]> known = get("/http-test/page.html", "If-None-Match", header(plain, "etag"));
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    @Test
    void pages_haveNamesOfTheirOwn() throws Exception {
        for (String path : List.of("/", "/console")) {
            assertThat(header(get(path), "content-type")).as(path).isEqualTo("text/html; charset=utf-8");
        }
        assertThat(get("/console").body()).isEqualTo(get("/console.html").body());
        assertThat(get("/console/").statusCode()).isEqualTo(404);
    }

    @Test
    void webjar_withoutVersion_servedAndCheckedEachTime_withVersion_immutable() throws Exception {
        HttpResponse<byte[]> versionless = get("/webjars/highcharts/highcharts.js");
        assertThat(versionless.statusCode()).isEqualTo(200);
        assertThat(header(versionless, "cache-control")).isEqualTo("no-cache");
        assertThat(header(versionless, "content-type")).startsWith("text/javascript");
        HttpResponse<byte[]> exact = get("/webjars/highcharts/11.2.0/code/highcharts.js");
        assertThat(header(exact, "cache-control")).contains("immutable");
        assertThat(exact.body()).isEqualTo(versionless.body());
    }

    @Test
    void paths_thatEscape_areNotFound() throws Exception {
        for (String path : List.of(
                "/../vigie/webjars.properties",
                "/http-test/../http-test/page.html",
                "/%2e%2e/x.html",
                "/http-test/page%2ehtml",
                "/http-test//page.html",
                "/http-test",
                "/http-test/",
                "/.hidden.html",
                "/http-test\\page.html")) {
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertThat(raw.head()).as(path).startsWith("HTTP/1.1 404").contains("application/problem+json");
            }
        }
    }

    @Test
    void head_lengthWithoutBody() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("HEAD /http-test/page.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 200").contains("content-length: 2");
            assertThat(raw.rest()).isEmpty();
        }
    }

    @Test
    void post_405WithAllow() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(running.url("/api/sensors")))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void api_sensorsOthersAndUnknown() throws Exception {
        running.tick(20);
        assertThat(new String(get("/api/sensors").body(), StandardCharsets.UTF_8))
                .contains("\"epoch\":\"" + running.hub.epoch() + "\"", "\"id\":\"bench/temperature\"");
        assertThat(new String(get("/api/ports").body(), StandardCharsets.UTF_8)).isEqualTo("{\"ports\":[]}");
        assertThat(get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/live").statusCode()).isEqualTo(426);
    }

    @Test
    void api_failure_500WithoutDetails() throws Exception {
        try (RunningServer failing =
                new RunningServer(settings -> settings, RunningServer.live(), Map.of("/api/x", () -> {
                    throw new IllegalStateException("secret");
                }))) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(failing.url("/api/x"))).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @Test
    void pipelinedRequests_answeredInOrder() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            String end = " HTTP/1.1\r\nHost: localhost\r\n";
            raw.send("GET /api/ports" + end + "\r\nGET /healthz" + end + "\r\nGET /api/nothing" + end
                    + "Connection: close\r\n\r\n");
            assertThat(raw.rest()).containsSubsequence("200 OK", "ports", "200 OK", "ok", "404");
        }
    }

    @Test
    void origin_ownOrNonePasses_foreignRefused() throws Exception {
        String own = "Origin: http://127.0.0.1:" + running.server.port() + "\r\n";
        assertThat(upgrade("/live", own)).startsWith("HTTP/1.1 101");
        assertThat(upgrade("/live", "")).startsWith("HTTP/1.1 101");
        assertThat(upgrade("/echo", "Origin: http://evil.example\r\n")).startsWith("HTTP/1.1 403");
        assertThat(upgrade("/live", "Origin: null\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void subprotocol_unknownRefused_knownChosen() throws Exception {
        assertThat(upgrade("/live", "Sec-WebSocket-Protocol: mqtt\r\n")).startsWith("HTTP/1.1 400");
        assertThat(upgrade("/live", "Sec-WebSocket-Protocol: mqtt, vigie.v1.cbor\r\n"))
                .startsWith("HTTP/1.1 101")
                .contains("vigie.v1.cbor");
        assertThat(upgrade("/live?since=x", "")).startsWith("HTTP/1.1 400");
    }

    @Test
    void notUtf8_1007_andUnmasked_1002() throws Exception {
        for (String path : List.of("/live", "/echo")) {
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.upgrade(path, "");
                raw.frame(0x81, new byte[] {(byte) 0xc3, 0x28});
                assertThat(raw.awaitCloseCode()).isEqualTo(1007);
            }
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.upgrade(path, "");
                raw.send(new byte[] {(byte) 0x81, 1, 'x'});
                assertThat(raw.awaitCloseCode()).isEqualTo(1002);
            }
        }
    }

    @Test
    void start_portInUse_oneClearLine() {
        HttpSettings taken = HttpSettings.of("127.0.0.1", running.server.port());
        try (HttpServer second = new HttpServer(taken, running.feed, Map.of())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("--port");
        }
        try (HttpServer nowhere = new HttpServer(HttpSettings.of("no-such-host.invalid", 0), running.feed, Map.of())) {
            assertThatThrownBy(nowhere::start).hasMessageContaining("unknown host");
        }
    }

    private String upgrade(String path, String headers) throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            return raw.upgrade(path, headers);
        }
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(running.url(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
