package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.work.health.HealthIssue;

/** What supervisors are told. */
final class HealthHandlerTest {
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final List<HealthIssue> issues = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new HealthHandler(ready::get, () -> issues));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void allIsWell_bothSayOk() {
        assertThat(answerTo("/healthz")).isEqualTo("200 ok\n");
        assertThat(answerTo("/readyz")).isEqualTo("200 ok\n");
    }

    @Test
    void somethingIsNotWell_bothSay503_withALineForEachReason() {
        issues.add(new HealthIssue("hub ticker", "no progress", 1_763_875_200_000L));
        issues.add(new HealthIssue("http-write-2", "its event loop has ended", 1_763_875_201_000L));
        String expected = """
            503 hub ticker: no progress, since 2025-11-23T05:20:00Z
            http-write-2: its event loop has ended, since 2025-11-23T05:20:01Z
            """;
        assertThat(answerTo("/healthz")).isEqualTo(expected);
        assertThat(answerTo("/readyz")).isEqualTo(expected);
    }

    @Test
    void serverGoesAway_isHealthy_butNotReady() {
        ready.set(false);
        assertThat(answerTo("/healthz")).isEqualTo("200 ok\n");
        assertThat(answerTo("/readyz")).isEqualTo("503 going away\n");
    }

    private String answerTo(String path) {
        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path));
        FullHttpResponse response = channel.readOutbound();
        try {
            return response.status().code() + " " + response.content().toString(StandardCharsets.UTF_8);
        } finally {
            response.release();
        }
    }
}
