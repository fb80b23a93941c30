package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that are not whole hold memory on a budget that all connections share. */
class UnfinishedRequestsTest {
    @Test
    void tooManyBytesOfUnfinishedRequests_503_wholeOnesAreAnswered() throws Exception {
        try (RunningServer running = new RunningServer(
                settings -> new TestSettings().maxArrivingBytes(1 << 20).build(), RunningServer.live())) {
            List<RawSocket> open = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                RawSocket raw = new RawSocket(running.server.port());
                open.add(raw);
                raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + "a:b\r\n".repeat(1000));
                try (RawSocket whole = new RawSocket(running.server.port())) {
                    whole.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    assertThat(whole.answer()).isEqualTo("ok\n");
                }
            }
            await().until(() -> refused(open).size() > 8);
            for (RawSocket raw : refused(open)) {
                assertThat(raw.rest())
                        .startsWith("HTTP/1.1 503")
                        .contains("retry-after", "connection: close", "too much arrives");
            }
            for (RawSocket raw : open) {
                raw.close();
            }
        }
    }

    private static List<RawSocket> refused(List<RawSocket> open) throws IOException {
        List<RawSocket> refused = new ArrayList<>();
        for (RawSocket raw : open) {
            if (raw.in.available() > 0) {
                refused.add(raw);
            }
        }
        return refused;
    }
}
