package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.http.settings.TransportChoice;
import vigie.live.limits.LiveSettings;

/** Viewers that do not read, over a real socket with little room in the kernel, by every way to it: frames are cut anywhere. */
final class SlowViewerTest {
    @ParameterizedTest
    @MethodSource("vigie.http.transport.TransportTest#available")
    void slowViewer_isThinnedAndTold_othersGetEverything(TransportChoice transport) throws Exception {
        LiveSettings live =
                LiveSettings.of("vigie test", Duration.ofMillis(100)).withWriteBufferBytes(4096);
        try (RunningServer small = new RunningServer(
                        settings -> new TestSettings()
                                .transport(transport)
                                .sendBuffer(4096)
                                .build(),
                        live);
                RawSocket slow = new RawSocket(small.server.port(), 2048);
                TestSocket quick = new TestSocket(small.socket("/live"))) {
            slow.upgrade("/live", "");
            quick.next("welcome");
            await().until(() -> small.feed.tally().sessions() == 2);
            int ticks = 0;
            while (small.feed.tally().skippedUpdates() < 50) {
                small.tick(ticks++);
                quick.next("update");
            }
            long last = 0;
            long thinned = 0;
            while (last < ticks) {
                JsonNode message = JsonMapper.shared().readTree(slow.nextFrame().text());
                if ("update".equals(message.get("type").stringValue())) {
                    long leftOut = message.path("thinned").asLong(0);
                    assertThat(message.get("seq").longValue()).isEqualTo(last + leftOut + 1);
                    last = message.get("seq").longValue();
                    thinned += leftOut;
                    assertThat(message.at("/readings/0/2").doubleValue()).isEqualTo((double) last - 1);
                }
            }
            assertThat(thinned).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("vigie.http.transport.TransportTest#available")
    void stuckViewer_isClosed(TransportChoice transport) throws Exception {
        LiveSettings live = LiveSettings.of("vigie test", Duration.ofMillis(100))
                .withWriteBufferBytes(4096)
                .withMaxStuck(Duration.ofMillis(100));
        try (RunningServer small = new RunningServer(
                        settings -> new TestSettings()
                                .transport(transport)
                                .sendBuffer(4096)
                                .build(),
                        live);
                RawSocket slow = new RawSocket(small.server.port(), 2048)) {
            slow.upgrade("/live", "");
            await().until(() -> small.feed.tally().sessions() == 1);
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                small.tick(1);
                return small.feed.tally().stuckSessions() == 1;
            });
            await().until(() -> small.server.sessions() == 0);
        }
    }
}
