package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.http.admission.AdmissionSettings;

/** The head of a request says whether it is meant for this server: 421 when it is not, 400 when it says so in a wrong way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestHeadTest {
    private final RunningServer running = new RunningServer(
            settings -> new TestSettings()
                    .admission(new AdmissionSettings(List.of("vigie.example.org"), List.of(), 0, 0))
                    .build(),
            RunningServer.live());

    @AfterAll
    void close() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "host:127.0.0.1:8080",
                "Host: [::1]:8080",
                "Host:   vigie.example.org:443  ",
                "Host: VIGIE.example.org."
            })
    void ownNames_areAnswered(String header) throws Exception {
        assertThat(statusOf("GET /healthz HTTP/1.1\r\n" + header + "\r\n\r\n")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "user@127.0.0.1",
                "127.0.0.1, evil.example",
                "127.0.0.1\tevil.example",
                "127.0.0.1%20",
                "2130706433",
                "0x7f.1",
                "[::1].evil.example",
                "evil.example#127.0.0.1",
                ""
            })
    void otherNames_421_forPagesDocumentsUpgradesAndUploads(String host) throws Exception {
        for (String request : List.of(
                "GET / HTTP/1.1\r\n",
                "GET /api/sensors HTTP/1.1\r\n",
                "HEAD /healthz HTTP/1.1\r\n",
                "POST /api/stills/oven/camera HTTP/1.1\r\nOrigin: http://" + host + "\r\nContent-Length: 1000000\r\n",
                "GET /live HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://" + host + "\r\n")) {
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.send(request + "Host: " + host + "\r\n\r\n");
                String answer = raw.rest();
                assertThat(answer).startsWith("HTTP/1.1 421").contains("connection: close");
                if (!request.startsWith("HEAD")) {
                    assertThat(answer).contains("server.hosts", "application/problem+json");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nhost: evil.example\r\n\r\n",
                "GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /healthz HTTP/2.0\r\nHost: localhost\r\n\r\n",
                "GET /healthz HTTP/0.9\r\nHost: localhost\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost:\r\n localhost\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\tevil.example\r\n\r\n",
                "GET /healthz HTTP/1.1\r\n Host: localhost\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost : localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n",
                "GET http://127.0.0.1/healthz HTTP/1.1\r\n\r\n"
            })
    void wrongHeads_400(String request) throws Exception {
        assertThat(statusOf(request)).isEqualTo(400);
    }

    @Test
    void foldedHeader_cutAtEveryByte_400() throws Exception {
        String request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n";
        for (int cut = 1; cut < request.length(); cut++) {
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.send(request.substring(0, cut));
                raw.send(request.substring(cut));
                assertThat(raw.head()).startsWith("HTTP/1.1 400");
            }
        }
    }

    @Test
    void lineThatBeginsWithABlank_inABody_isNoFoldedHeader() throws Exception {
        String request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\na\r\n b\n";
        try (RawSocket raw = new RawSocket(running.server.port())) {
            for (int i = 0; i < 3; i++) {
                raw.send(request + request);
                assertThat(raw.answer()).isEqualTo("ok\n");
                assertThat(raw.answer()).isEqualTo("ok\n");
            }
        }
    }

    @Test
    void absoluteTarget_itsHostCounts_notTheHeader() throws Exception {
        assertThat(statusOf("GET http://127.0.0.1:1/healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .isEqualTo(200);
        assertThat(statusOf("GET HTTP://localhost HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(200);
        assertThat(statusOf("GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(421);
        assertThat(statusOf("GET http://localhost@evil.example/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(421);
        assertThat(statusOf("GET https://evil.example?/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(421);
        assertThat(statusOf("GET http:///healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(421);
    }

    @Test
    void absoluteTarget_originOfAnotherHost_403() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send(String.join(
                    "\r\n",
                    "GET http://127.0.0.1/live HTTP/1.1",
                    "Host: vigie.example.org",
                    "Origin: http://vigie.example.org",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "",
                    ""));
            assertThat(raw.head()).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void tooManyHeaders_431() throws Exception {
        String request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";
        assertThat(statusOf(request + "a:b\r\n".repeat(100) + "\r\n")).isEqualTo(200);
        assertThat(statusOf(request + "a:b\r\n".repeat(200) + "\r\n")).isEqualTo(431);
    }

    @Test
    void http10_withoutHost_isAnswered_withAnotherName_not() throws Exception {
        assertThat(statusOf("GET /healthz HTTP/1.0\r\n\r\n")).isEqualTo(200);
        assertThat(statusOf("GET /healthz HTTP/1.0\r\nHost: evil.example\r\n\r\n"))
                .isEqualTo(421);
    }

    @Test
    void head_thenGet_onOneConnection_inOrder() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            for (int i = 0; i < 3; i++) {
                raw.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(raw.head()).startsWith("HTTP/1.1 200");
                assertThat(raw.answer()).isEqualTo("ok\n");
            }
        }
    }

    private int statusOf(String request) throws IOException {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send(request);
            return Integer.parseInt(raw.head().substring(9, 12));
        }
    }
}
