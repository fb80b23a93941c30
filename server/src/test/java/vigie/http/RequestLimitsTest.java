package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is too long, too much or too late ends with an answer that says so. */
final class RequestLimitsTest {
    private final RunningServer running = new RunningServer();

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void tooLongUrlAndHeaders_414And431() throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 414");
        }
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9000) + "\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 431");
        }
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("hello\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void sessionsLimit_503WithRetryAfter_thenFreeAgain() throws Exception {
        try (RunningServer small =
                new RunningServer(settings -> new TestSettings().maxSessions(1).build(), RunningServer.live())) {
            try (RawSocket first = new RawSocket(small.server.port());
                    RawSocket second = new RawSocket(small.server.port())) {
                assertThat(first.upgrade("/live", "")).startsWith("HTTP/1.1 101");
                assertThat(second.upgrade("/live", ""))
                        .startsWith("HTTP/1.1 503")
                        .contains("retry-after");
            }
            await().until(() -> small.server.sessions() == 0);
        }
    }

    @Test
    void connectionsLimit_503WithRetryAfter_thenFreeAgain() throws Exception {
        try (RunningServer small =
                new RunningServer(settings -> new TestSettings().maxSessions(1).build(), RunningServer.live())) {
            List<RawSocket> open = new ArrayList<>();
            for (int i = 0; i < 102; i++) {
                RawSocket raw = new RawSocket(small.server.port());
                open.add(raw);
                raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(raw.answer()).contains("ok");
            }
            try (RawSocket tooMany = new RawSocket(small.server.port())) {
                assertThat(tooMany.head()).startsWith("HTTP/1.1 503").contains("Retry-After");
                assertThat(tooMany.rest()).contains("connections: 102 are open, the limit");
            }
            open.remove(0).close();
            await().until(() -> takes(small.server.port()));
            for (RawSocket raw : open) {
                raw.close();
            }
        }
    }

    private static boolean takes(int port) throws IOException {
        try (RawSocket raw = new RawSocket(port)) {
            raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return raw.head().startsWith("HTTP/1.1 200");
        } catch (SocketException e) {
            return false;
        }
    }

    @Test
    void idleConnection_isClosed() throws Exception {
        try (RunningServer hasty = new RunningServer(
                        settings ->
                                new TestSettings().idle(Duration.ofMillis(100)).build(),
                        RunningServer.live());
                RawSocket raw = new RawSocket(hasty.server.port())) {
            assertThat(raw.in.read()).isEqualTo(-1);
        }
    }

    @Test
    void requestThatTricklesIn_408AndClosed() throws Exception {
        try (RunningServer hasty = new RunningServer(
                        settings -> new TestSettings()
                                .requestTime(Duration.ofMillis(300))
                                .build(),
                        RunningServer.live());
                RawSocket raw = new RawSocket(hasty.server.port())) {
            raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(raw.answer()).isEqualTo("ok\n");
            raw.send("GET /healthz HTTP/1.1\r\n");
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                raw.send("X: x\r\n");
                return raw.in.available() > 0;
            });
            assertThat(raw.rest()).startsWith("HTTP/1.1 408").contains("connection: close", "expected: sooner");
        }
    }
}
