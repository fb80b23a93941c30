package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import vigie.api.HistoryHandler;
import vigie.http.settings.HttpSettings;

/** Long answers about the past, and clients that take them slowly, or not at all. */
final class HistoryStreamTest {
    private static final long ENDLESS = 1_000_000_000;
    private static final String EXPORT = "GET /api/export.csv?from=0&to=now HTTP/1.1\r\nHost: localhost\r\n\r\n";
    /** What the kernel, the chunks under way and the slice just read hold, with much to spare. */
    private static final long HELD = 200_000;

    private static final int RECEIVE_BUFFER = 64 * 1024;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void clientThatStopsReading_isEnded_andLittleWasRead() throws Exception {
        VirtualHistory history = new VirtualHistory(ENDLESS, -1);
        try (RunningServer hasty = new RunningServer(patience(Duration.ofMillis(300)), history);
                RawSocket raw = new RawSocket(hasty.server.port(), RECEIVE_BUFFER)) {
            raw.send(EXPORT);
            assertThat(raw.head()).startsWith("HTTP/1.1 200").contains("x-vigie-estimated-readings: 1000000000");
            // It goes on sending, so idle it is not.
            await().until(() -> {
                try {
                    raw.send("x");
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
            assertThat(history.given).hasValueLessThan(HELD);
            assertThat(history.open).hasValue(0);
        }
    }

    @Test
    void whileAClientIsWaitedFor_noQuestionToTheHistoryIsOpen() throws Exception {
        VirtualHistory history = new VirtualHistory(ENDLESS, -1);
        try (RunningServer running = new RunningServer(patience(Duration.ofSeconds(20)), history);
                RawSocket raw = new RawSocket(running.server.port(), RECEIVE_BUFFER)) {
            raw.send(EXPORT);
            raw.head();
            await().during(Duration.ofMillis(300)).until(() -> history.open.get() == 0 && history.given.get() > 0);
            assertThat(history.given).hasValueLessThan(HELD);
            raw.in.skipNBytes(30_000_000);
            assertThat(history.given).hasValueGreaterThan(HELD);
        }
    }

    @Test
    void slowClient_getsAll() throws Exception {
        VirtualHistory history = new VirtualHistory(100_000, -1);
        try (RunningServer running = new RunningServer(patience(Duration.ofSeconds(20)), history)) {
            HttpResponse<InputStream> answer = client.send(
                    request(running, "/api/export.csv?from=0&to=now"), HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8), 512)) {
                assertThat(lines.readLine()).isEqualTo("time,epoch_ms,sensor,value,unit,name");
                for (long time = 0; time < 100_000; time++) {
                    assertThat(lines.readLine())
                            .endsWith("Z," + time + ",bench/temperature," + VirtualHistory.valueAt(time)
                                    + ",°C,temperature");
                }
                assertThat(lines.readLine()).isNull();
            }
        }
    }

    @Test
    void failureBeforeAnythingWasSent_503() throws Exception {
        try (RunningServer running = new RunningServer(settings -> settings, new VirtualHistory(100, 50))) {
            HttpResponse<String> answer = client.send(
                    request(running, "/api/export.csv?from=0&to=now"), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("disk damaged");
        }
    }

    @Test
    void failureInTheMiddle_cutsTheBodyOff() throws Exception {
        try (RunningServer running = new RunningServer(settings -> settings, new VirtualHistory(100_000, 50_000))) {
            assertThatThrownBy(() -> client.send(
                            request(running, "/api/export.csv?from=0&to=now"), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            try (RawSocket raw = new RawSocket(running.server.port())) {
                raw.send(EXPORT);
                assertThat(raw.rest()).startsWith("HTTP/1.1 200").doesNotEndWith("\r\n0\r\n\r\n");
            }
        }
    }

    @Test
    void moreExportsThanThereIsRoomFor_503_chartsGoOn_placesAreFreeAgain() throws Exception {
        VirtualHistory history = new VirtualHistory(ENDLESS, -1);
        try (RunningServer running = new RunningServer(patience(Duration.ofSeconds(20)), history)) {
            List<RawSocket> stuck = new ArrayList<>();
            for (int i = 0; i < HistoryHandler.EXPORTS; i++) {
                RawSocket raw = new RawSocket(running.server.port(), RECEIVE_BUFFER);
                stuck.add(raw);
                raw.send(EXPORT);
                assertThat(raw.head()).startsWith("HTTP/1.1 200");
            }
            HttpResponse<String> refused =
                    client.send(request(running, "/api/export.csv?from=0&to=1"), HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            HttpResponse<String> chart =
                    client.send(request(running, "/api/history?from=0&to=5"), HttpResponse.BodyHandlers.ofString());
            assertThat(chart.body()).contains("[4,0.04]");
            for (RawSocket raw : stuck) {
                raw.close();
            }
            await().until(() ->
                    client.send(request(running, "/api/export.csv?from=0&to=1"), HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 200);
        }
    }

    @Test
    void serverGoesAway_exportIsCutOff_historyIsLeftAlone() throws Exception {
        VirtualHistory history = new VirtualHistory(ENDLESS, -1);
        try (RunningServer running = new RunningServer(patience(Duration.ofSeconds(20)), history);
                RawSocket raw = new RawSocket(running.server.port(), RECEIVE_BUFFER)) {
            raw.send(EXPORT);
            raw.head();
            running.server.close();
            assertThat(history.open).hasValue(0);
            long given = history.given.get();
            assertThat(raw.rest()).doesNotEndWith("\r\n0\r\n\r\n");
            assertThat(history.given).hasValue(given);
        }
    }

    private static UnaryOperator<HttpSettings> patience(Duration limit) {
        return settings -> new TestSettings().idle(limit).sendBuffer(16 * 1024).build();
    }

    private static HttpRequest request(RunningServer running, String path) {
        return HttpRequest.newBuilder(URI.create(running.url(path))).build();
    }
}
