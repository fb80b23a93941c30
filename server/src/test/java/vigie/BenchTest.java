package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.config.ConfigException;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.http.settings.BindException;
import vigie.load.LoadException;
import vigie.load.LoadSettings;
import vigie.load.result.LoadJson;
import vigie.load.result.LoadResult;
import vigie.load.result.LoadTable;
import vigie.load.result.Traffic;
import vigie.load.result.WitnessResult;
import vigie.load.run.LoadRun;
import vigie.protocol.WireFormat;
import vigie.store.HistoryException;

/** A real server under a small load: everything arrives and everything is released. No figure is judged. */
class BenchTest {
    static final String ON_PURPOSE = "leaked on purpose";

    @TempDir
    private Path folder;

    private @Nullable Vigie vigie;

    @AfterEach
    void close() {
        if (vigie != null) {
            vigie.close();
            vigie = null;
        }
    }

    @Test
    void hundredClients_threeSeconds_allIsDelivered_andAllBuffersAreReleased() throws Exception {
        start("tick: 20ms", 20, 1000);
        LoadResult result = run(settings(100, 0, WireFormat.JSON, LoadSettings.Views.SAME));
        assertComplete(result, 100);
        Traffic steady = result.steady();
        assertThat(steady.readings()).isGreaterThanOrEqualTo(steady.updates());
        assertThat(steady.sourceToClient().count()).isPositive();
        assertThat(steady.tickToClient().count()).isEqualTo(steady.updates());
        assertThat(result.deflate()).isEqualTo("off");
        assertThat(Objects.requireNonNull(result.serverProcess()).pid())
                .isEqualTo(ProcessHandle.current().pid());
        JsonNode json = JsonMapper.shared().readTree(LoadJson.text(result));
        assertThat(json.at("/steady/sourceToClient/p99Millis").isNumber()).isTrue();
        assertThat(json.at("/witness/missedUpdates").isIntegralNumber()).isTrue();
        assertThat(json.at("/serverProcess/cpuSecondsPerMillionMessages").isNumber())
                .isTrue();
        assertThat(LoadTable.lines(result))
                .anyMatch(line -> line.startsWith("sessions           100 of 100 opened"))
                .anyMatch(line -> line.matches("lost +0 updates, 0 repeated"))
                .anyMatch(line -> line.matches("witness +[1-9]\\d* updates, [1-9]\\d* readings, 0 missed, .+"));
        close();
        assertNothingLeaked();
    }

    @Test
    void cborAndViewsOfTheirOwn_allIsDelivered() throws Exception {
        start("tick: 20ms", 5, 1000);
        LoadResult result = run(settings(20, 0, WireFormat.CBOR, LoadSettings.Views.DISTINCT));
        assertComplete(result, 20);
        assertThat(result.format()).isEqualTo("vigie.v1.cbor");
        assertThat(result.views()).isEqualTo("distinct");
    }

    @Test
    void slowClients_areClosedByTheServersLimit_theOthersAreNot() throws Exception {
        start("tick: 20ms, max-stuck: 2s, write-buffer-bytes: 1024, send-buffer-bytes: 4096", 200, 20_000);
        LoadResult result = run(slowSettings());
        assertThat(Objects.requireNonNull(result.slow()).open()).isZero();
        assertThat(result.disconnects())
                .allMatch(LoadResult.Disconnect::slow)
                .allMatch(end -> end.code() == 1013 || end.code() == 1006);
        assertThat(result.disconnects().stream()
                        .mapToInt(LoadResult.Disconnect::count)
                        .sum())
                .isEqualTo(2);
        assertThat(result.steady().sessions()).isEqualTo(4);
        assertThat(result.lostUpdates()).isZero();
    }

    @Test
    void slowClients_thatComeBackInTime_getTheNewestValues_andAreToldWhatTheyMissed() throws Exception {
        start("tick: 20ms, write-buffer-bytes: 1024, send-buffer-bytes: 4096", 200, 20_000);
        LoadResult result = run(slowSettings());
        LoadResult.Slow slow = Objects.requireNonNull(result.slow());
        assertThat(slow.open()).isEqualTo(2);
        assertThat(slow.caughtUp()).isEqualTo(2);
        assertThat(slow.traffic().thinnedUpdates()).isPositive();
        assertThat(slow.traffic().updatesThinnedAway()).isPositive();
        assertThat(result.disconnects()).isEmpty();
        assertThat(result.lostUpdates()).isZero();
    }

    @Test
    void moreClientsThanPlaces_theRestFailsWithItsCause() throws Exception {
        start("tick: 20ms, max-sessions: 5", 5, 1000);
        LoadResult result = run(settings(8, 0, WireFormat.JSON, LoadSettings.Views.SAME));
        assertThat(result.opening().opened() + result.opening().failed()).isEqualTo(8);
        assertThat(result.opening().failures()).isNotEmpty().allMatch(failure -> failure.cause()
                .startsWith("HTTP 503: sessions: 5 are open"));
        assertThat(Objects.requireNonNull(result.witness()).trouble()).contains("HTTP 503: sessions: 5 are open");
        assertThat(LoadTable.lines(result)).anyMatch(line -> line.matches("witness +saw nothing: .+"));
    }

    @Test
    void withoutWitness_nothingIsSaidOfOne() throws Exception {
        start("tick: 20ms", 5, 1000);
        LoadResult result = run(new LoadSettings(
                url(),
                2,
                0,
                Duration.ZERO,
                Duration.ofSeconds(1),
                WireFormat.JSON,
                false,
                LoadSettings.Views.SAME,
                List.of(),
                false,
                false));
        assertThat(result.witness()).isNull();
        assertThat(LoadTable.lines(result)).noneMatch(line -> line.startsWith("witness"));
    }

    @Test
    void noServer_oneClearLine() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> run(new LoadSettings(
                        URI.create("http://127.0.0.1:" + free),
                        1,
                        0,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        WireFormat.JSON,
                        false,
                        LoadSettings.Views.SAME,
                        List.of())))
                .isInstanceOf(LoadException.class)
                .hasMessage("no server answers at 127.0.0.1:" + free + " (is it running? ./vigie starts one)");
    }

    @Test
    void interrupted_printsTheResultSoFar() throws Exception {
        start("tick: 20ms", 5, 1000);
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(ChildJava.command(
                        "vigie.cli.Main",
                        "bench",
                        url().toString(),
                        "--clients",
                        "3",
                        "--seconds",
                        "600",
                        "--warmup",
                        "0"))
                .redirectError(err.toFile())
                .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(err).contains("measuring: 3 sessions open"));
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(out.lines())
                    .anyMatch(line -> line.endsWith("; interrupted"))
                    .anyMatch(line -> line.startsWith("sessions           3 of 3 opened"));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void assertComplete(LoadResult result, int clients) {
        assertThat(result.opening().opened()).isEqualTo(clients);
        assertThat(result.opening().failed()).isZero();
        assertThat(result.steady().sessions()).isEqualTo(clients);
        assertThat(result.steady().silentSessions()).isZero();
        assertThat(result.steady().problems()).isZero();
        assertThat(result.steady().unreadableMessages()).isZero();
        assertThat(result.lostUpdates()).isZero();
        assertThat(result.repeatedUpdates()).isZero();
        assertThat(result.disconnects()).isEmpty();
        assertThat(result.interrupted()).isFalse();
        assertWitnessed(Objects.requireNonNull(result.witness()));
    }

    private static void assertWitnessed(WitnessResult witness) {
        assertThat(witness.trouble()).isNull();
        assertThat(witness.updates()).isPositive();
        assertThat(witness.readings()).isPositive();
        assertThat(witness.missedUpdates()).isZero();
        assertThat(witness.repeatedUpdates()).isZero();
        assertThat(witness.sourceToClient().count()).isPositive();
    }

    /** A buffer leaked on purpose shows that leaks are found: when it is, all before it would have been. */
    private static void assertNothingLeaked() {
        ByteBufAllocator.DEFAULT.buffer(16).touch(ON_PURPOSE);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            ByteBufAllocator.DEFAULT.buffer(16).release();
            return LeakRecorder.found().stream().anyMatch(leak -> leak.contains(ON_PURPOSE));
        });
        assertThat(LeakRecorder.found()).allMatch(leak -> leak.contains(ON_PURPOSE));
    }

    private LoadSettings settings(int clients, int slow, WireFormat format, LoadSettings.Views views) {
        return new LoadSettings(
                url(), clients, slow, Duration.ofMillis(200), Duration.ofSeconds(3), format, false, views, List.of());
    }

    /** Long enough for a busy machine: who is quick is not stuck, and who comes back has the time to catch up. */
    private LoadSettings slowSettings() {
        return new LoadSettings(
                url(),
                6,
                2,
                Duration.ofMillis(200),
                Duration.ofSeconds(8),
                WireFormat.JSON,
                false,
                LoadSettings.Views.SAME,
                List.of());
    }

    private URI url() {
        return Objects.requireNonNull(vigie).url();
    }

    private static LoadResult run(LoadSettings settings) throws LoadException, InterruptedException {
        return new LoadRun(settings, line -> {}).run();
    }

    private void start(String server, int channels, int readingsPerSecond)
            throws IOException, ConfigException, BindException, HistoryException {
        Path file = Files.writeString(
                folder.resolve("vigie.yaml"),
                "server: { port: 0, data: " + folder.resolve("data") + ", " + server + " }\n"
                        + "sources:\n  - { id: load, type: simulated, plant: load, load: { channels: " + channels
                        + ", readings-per-second: " + readingsPerSecond + " } }\n");
        vigie = Vigie.start(new ConfigReader("vigie test", Overrides.NONE).read(file), Clock.systemUTC());
        await().until(() -> sensors() == channels);
    }

    private int sensors() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + "/api/sensors")).build();
        String body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return JsonMapper.shared().readTree(body).path("sensors").size();
    }
}
