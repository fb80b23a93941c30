package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is refused is counted by kind, and what clients cause costs no stack trace. */
class RefusalsOverHttpTest {
    private static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";

    @Test
    void refusals_ofAllKinds_areCounted() throws Exception {
        try (RunningServer running = new RunningServer()) {
            refuse(running, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            refuse(running, "GET / HTTP/1.1\r\n\r\n");
            refuse(running, "nonsense\r\n\r\n");
            try (RawSocket raw = new RawSocket(running.server.port())) {
                assertThat(raw.upgrade("/live", "Origin: http://evil.example\r\n"))
                        .startsWith("HTTP/1.1 403");
            }
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.upgrade("/live", "");
                raw.frame(0x82, new byte[5]);
                assertThat(raw.awaitCloseCode()).isEqualTo(1003);
            }
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.upgrade("/live", "");
                raw.begin(0x81, 1 << 20);
                assertThat(raw.awaitCloseCode()).isEqualTo(1009);
            }
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.send(HEALTH + "\r\n");
                raw.answer();
            }
            assertThat(running.server.refusals())
                    .containsEntry("421", 1L)
                    .containsEntry("400", 2L)
                    .containsEntry("403", 1L)
                    .containsEntry("1003", 1L)
                    .containsEntry("1009", 1L)
                    .hasSize(5);
        }
    }

    @Test
    void closeFrameOfAClient_isAnswered_andNoRefusal() throws Exception {
        try (RunningServer running = new RunningServer();
                RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/live", "");
            raw.frame(0x88, "\u0003\u00f0evil words".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(raw.awaitCloseCode()).isEqualTo(1008);
            assertThat(running.server.refusals()).isEmpty();
        }
    }

    @Test
    void clientThatAnswersNoPing_isCountedAndClosed() throws Exception {
        try (RunningServer running = new RunningServer(
                        settings ->
                                new TestSettings().ping(Duration.ofMillis(200)).build(),
                        RunningServer.live());
                RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade("/live", "");
            assertThat(raw.awaitCloseCode()).isEqualTo(4408);
            assertThat(raw.rest()).as("the end of the connection").isEmpty();
            assertThat(running.server.refusals()).containsEntry("4408", 1L);
        }
    }

    @Test
    void clientsThatLeave_inTheMiddleOfAnything_costNoStackTrace() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try (RunningServer running = new RunningServer()) {
            for (int i = 0; i < 50; i++) {
                leave(running, "/live");
                leave(running, "/echo");
                try (RawSocket raw = new RawSocket(running.server.port())) {
                    raw.send(HEALTH + "Content-Length: 100\r\n\r\nnot all of it");
                }
                try (RawSocket raw = new RawSocket(running.server.port())) {
                    raw.send(HEALTH + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
                }
                try (RawSocket raw = new RawSocket(running.server.port())) {
                    raw.send(HEALTH);
                }
            }
            await().until(() -> running.server.sessions() == 0);
        } finally {
            System.setErr(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain("\tat ", "Exception", "ERROR")
                .hasSizeLessThan(4000);
    }

    private static void leave(RunningServer running, String path) throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade(path, "");
            raw.frame(0x01, "a fragment".getBytes(StandardCharsets.UTF_8));
        }
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade(path, "");
            raw.begin(0x82, 100_000);
            raw.send("a part of it");
        }
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.upgrade(path, "");
            raw.frame(0xf3, new byte[3]);
        }
    }

    private static void refuse(RunningServer running, String request) throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send(request);
            raw.rest();
        }
    }
}
