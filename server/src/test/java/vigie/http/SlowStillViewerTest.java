package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.http.settings.TransportChoice;
import vigie.live.limits.LiveSettings;
import vigie.protocol.message.StillPart;
import vigie.still.SamplePictures;

/** Stills to viewers over real sockets with little room in the kernel, by every way to it: frames are cut anywhere. */
final class SlowStillViewerTest {
    private static final int BINARY = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("vigie.http.transport.TransportTest#available")
    void slowViewer_getsWholeStills_skipsToTheLatest_andHasEveryUpdateOrIsTold(TransportChoice transport)
            throws Exception {
        LiveSettings live = LiveSettings.of("vigie test", Duration.ofMillis(100));
        try (StillServer server = new StillServer(
                        folder, settings -> settings.transport(transport).sendBuffer(8192), live);
                RawSocket slow = new RawSocket(server.server.port(), 2048);
                TestSocket quick = new TestSocket("ws://127.0.0.1:" + server.server.port() + "/live")) {
            slow.upgrade("/live?stills=true", "");
            quick.next("welcome");
            await().until(() -> server.feed.tally().sessions() == 2);
            byte[] picture = SamplePictures.largePng(80_000);
            long last = 0;
            for (int i = 0; i < 5; i++) {
                last = server.oven
                        .take(picture, System.currentTimeMillis(), null)
                        .still()
                        .id();
                server.tick(i);
                quick.next("update");
            }
            await().until(() -> server.feed.tally().skippedStills() == 3);
            server.tick(5);
            Taken taken = new Taken(slow);
            taken.untilStill(last);
            taken.untilUpdate(6);
            assertThat(taken.stills).isEqualTo(2);
            assertThat(taken.skipped).isEqualTo(3);
            assertThat(taken.bytes).isEqualTo(picture);
            assertThat(server.feed.tally().sentStills()).isEqualTo(2);
        }
    }

    /** What came to a viewer, checked as it comes. */
    private static final class Taken {
        private final RawSocket socket;
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private byte[] bytes = {};
        private int stills;
        private long skipped;
        private long lastStill;
        private long seq;

        Taken(RawSocket socket) {
            this.socket = socket;
        }

        void untilStill(long id) throws Exception {
            while (lastStill != id) {
                next();
            }
        }

        void untilUpdate(long wanted) throws Exception {
            while (seq < wanted) {
                next();
            }
        }

        private void next() throws Exception {
            RawSocket.Frame frame = socket.nextFrame();
            if (frame.opcode == BINARY) {
                part(frame.payload);
                return;
            }
            JsonNode message = JsonMapper.shared().readTree(frame.text());
            if ("update".equals(message.get("type").stringValue())) {
                assertThat(message.get("seq").longValue())
                        .isEqualTo(seq + message.path("thinned").asLong(0) + 1);
                seq = message.get("seq").longValue();
            }
        }

        private void part(byte[] message) {
            assertThat(message.length).isLessThanOrEqualTo(32 * 1024);
            StillPart part = Objects.requireNonNull(StillPart.of(message));
            JsonNode header = part.header();
            parts.writeBytes(part.bytes());
            if (header.get("part").intValue() == header.get("of").intValue()) {
                bytes = parts.toByteArray();
                parts.reset();
                stills++;
                skipped += header.path("skipped").asLong(0);
                lastStill = header.get("id").longValue();
            }
        }
    }
}
