package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.http.admission.AdmissionSettings;

/** One address cannot take all sessions and connections. */
class AddressShareTest {
    @Test
    void sessions_beyondTheShare_503_andFreeAgain() throws Exception {
        try (RunningServer running = server(8, new AdmissionSettings(List.of(), List.of(), 25, 0))) {
            try (RawSocket first = new RawSocket(running.server.port());
                    RawSocket second = new RawSocket(running.server.port());
                    RawSocket third = new RawSocket(running.server.port())) {
                assertThat(first.upgrade("/live", "")).startsWith("HTTP/1.1 101");
                assertThat(second.upgrade("/echo", "")).startsWith("HTTP/1.1 101");
                assertThat(third.upgrade("/live", ""))
                        .startsWith("HTTP/1.1 503")
                        .contains("retry-after");
            }
            await().until(() -> running.server.sessions() == 0);
            try (RawSocket again = new RawSocket(running.server.port())) {
                assertThat(again.upgrade("/live", "")).startsWith("HTTP/1.1 101");
            }
        }
    }

    @Test
    void sessions_beyondTheShare_areToldTheSetting() throws Exception {
        try (RunningServer running = server(8, new AdmissionSettings(List.of(), List.of(), 12, 0));
                RawSocket first = new RawSocket(running.server.port());
                RawSocket second = new RawSocket(running.server.port())) {
            assertThat(first.upgrade("/live", "")).startsWith("HTTP/1.1 101");
            second.send(upgrade("/live", ""));
            assertThat(second.answer()).contains("127.0.0.1 has 1, its share", "server.max-share");
        }
    }

    @Test
    void connections_beyondTheShare_503_whileTheServerHasMore() throws Exception {
        try (RunningServer running = server(8, new AdmissionSettings(List.of(), List.of(), 5, 0))) {
            List<RawSocket> open = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                RawSocket raw = new RawSocket(running.server.port());
                open.add(raw);
                raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(raw.answer()).isEqualTo("ok\n");
            }
            try (RawSocket tooMany = new RawSocket(running.server.port())) {
                assertThat(tooMany.rest()).startsWith("HTTP/1.1 503").contains("server.max-share");
            }
            for (RawSocket raw : open) {
                raw.close();
            }
            await().until(() -> isAnswered(running.server.port()));
        }
    }

    @Test
    void connections_thatComeTooFast_503() throws Exception {
        try (RunningServer running = server(8, new AdmissionSettings(List.of(), List.of(), 0, 1))) {
            int answered = 0;
            String last = "";
            for (int i = 0; i < 20; i++) {
                try (RawSocket raw = new RawSocket(running.server.port())) {
                    raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                    String answer = raw.rest();
                    if (answer.startsWith("HTTP/1.1 200")) {
                        answered++;
                    } else {
                        last = answer;
                    }
                } catch (IOException e) {
                    last = last.isEmpty() ? "reset" : last;
                }
            }
            assertThat(answered).isBetween(2, 19);
            assertThat(last).isNotEmpty();
        }
    }

    @Test
    void programsOnThisMachine_mayTakeAllSessions_ifNothingIsSet() throws Exception {
        try (RunningServer running = server(8, AdmissionSettings.DEFAULT)) {
            List<RawSocket> open = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RawSocket raw = new RawSocket(running.server.port());
                open.add(raw);
                assertThat(raw.upgrade("/live", "")).startsWith("HTTP/1.1 101");
            }
            for (RawSocket raw : open) {
                raw.close();
            }
        }
    }

    @Test
    void behindANamedProxy_theForwardedAddressHasTheShare() throws Exception {
        try (RunningServer running = server(8, new AdmissionSettings(List.of(), List.of("127.0.0.1"), 0, 0))) {
            List<RawSocket> open = new ArrayList<>();
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                for (String client :
                        List.of("X-Forwarded-For: 9.9.9.9, 203.0.113.5\r\n", "Forwarded: for=203.0.113.6\r\n")) {
                    RawSocket raw = new RawSocket(running.server.port());
                    open.add(raw);
                    statuses.add(Integer.parseInt(raw.upgrade("/live", client).substring(9, 12)));
                }
            }
            assertThat(statuses).containsExactly(101, 101, 101, 101, 503, 503, 503, 503);
            for (RawSocket raw : open) {
                raw.close();
            }
        }
    }

    @Test
    void withoutANamedProxy_nobodyGetsMoreByForwardedHeaders() throws Exception {
        try (RunningServer running = server(8, new AdmissionSettings(List.of(), List.of(), 12, 0));
                RawSocket first = new RawSocket(running.server.port());
                RawSocket second = new RawSocket(running.server.port())) {
            assertThat(first.upgrade("/live", "X-Forwarded-For: 203.0.113.5\r\n"))
                    .startsWith("HTTP/1.1 101");
            assertThat(second.upgrade("/live", "X-Forwarded-For: 203.0.113.6\r\n"))
                    .startsWith("HTTP/1.1 503");
        }
    }

    private static boolean isAnswered(int port) {
        try (RawSocket raw = new RawSocket(port)) {
            raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return raw.head().startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private static String upgrade(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
    }

    private static RunningServer server(int sessions, AdmissionSettings admission) {
        return new RunningServer(
                settings -> new TestSettings()
                        .maxSessions(sessions)
                        .admission(admission)
                        .build(),
                RunningServer.live());
    }
}
