package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.http.settings.FrameAncestors;

class SecurityHeadersTest {
    @Test
    void answers_sayWhatTheirPageMayDo() throws Exception {
        try (RunningServer running = new RunningServer()) {
            for (String path : List.of("/", "/healthz", "/api/sensors", "/api/none", "/none")) {
                assertThat(head(running, path))
                        .as(path)
                        .contains(
                                "default-src 'self'",
                                "object-src 'none'",
                                "base-uri 'none'",
                                "form-action 'self'",
                                "connect-src 'self';",
                                "frame-ancestors 'self'\r\n",
                                "cross-origin-opener-policy: same-origin",
                                "cross-origin-resource-policy: same-origin",
                                "permissions-policy: camera=()",
                                "x-content-type-options: nosniff",
                                "referrer-policy: no-referrer");
            }
        }
    }

    @Test
    void consoleOnly_mayOpenWebSocketsToAnyAddress() throws Exception {
        try (RunningServer running = new RunningServer();
                RawSocket raw = new RawSocket(running.server.port())) {
            for (String path : List.of("/console", "/", "/console.html", "/index.html")) {
                raw.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                String expected = path.startsWith("/console") ? "connect-src 'self' ws: wss:;" : "connect-src 'self';";
                assertThat(raw.head()).as(path).contains(expected);
            }
        }
    }

    @Test
    void frameAncestors_asTheSettingsSay() {
        assertThat(new FrameAncestors(List.of("none")).sources()).isEqualTo("'none'");
        assertThat(new FrameAncestors(List.of()).sources()).isEqualTo("'none'");
        assertThat(new FrameAncestors(List.of("self", "https://intranet.example", "https://*.plant.example:8443"))
                        .sources())
                .isEqualTo("'self' https://intranet.example https://*.plant.example:8443");
        for (String wrong :
                List.of("'self'", "*", "", "a b", "a; script-src *", "https://a/b", "javascript:", "a\r\nb")) {
            assertThatThrownBy(() -> new FrameAncestors(List.of(wrong)))
                    .as(wrong)
                    .hasMessageContaining("frame-ancestors: ");
        }
        assertThatThrownBy(() -> new FrameAncestors(List.of("none", "self"))).hasMessageContaining("none alone");
    }

    private static String head(RunningServer running, String path) throws Exception {
        try (RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return raw.head();
        }
    }
}
