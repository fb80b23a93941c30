package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.client.LiveClient;
import vigie.client.LiveListener;
import vigie.config.ConfigException;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.http.settings.BindException;
import vigie.source.serial.PseudoTerminal;
import vigie.store.HistoryException;

/** The whole path: from a port to a client that reconnects. */
class VigieTest {
    @RegisterExtension
    final PseudoTerminal port = new PseudoTerminal();

    @TempDir
    private Path folder;

    private final Watcher watcher = new Watcher();
    private Vigie vigie;
    private LiveClient client;

    @BeforeEach
    void start() throws Exception {
        vigie = start(0);
        client = new LiveClient(vigie.url(), "pty/*", watcher);
        client.open();
        await().until(() -> watcher.ofType("welcome") == 1);
    }

    @AfterEach
    void close() {
        client.close();
        vigie.close();
    }

    @Test
    void lineOnThePort_reachesTheClient_andUnpluggingIsToldWithItsCause() throws Exception {
        say("temperature:21.5");
        await().until(() -> watcher.values.contains(21.5));
        port.unplug();
        await().until(() -> watcher.has("status", "lost", "was unplugged"));
        assertThat(sources().at("/sources/0/state").stringValue()).isEqualTo("lost");
        port.plug();
        await().until(() -> sources().at("/sources/0/state").stringValue().equals("live"));
        say("temperature:22.5");
        await().until(() -> watcher.values.contains(22.5));
        await().until(() -> watcher.has("status", "live", ""));
    }

    @Test
    void rubbishOnThePort_isCountedAndShown() throws Exception {
        say("temperature:21.5");
        port.write("{\"temperature\":\n".getBytes(StandardCharsets.UTF_8));
        await().until(() -> sources().at("/sources/0/tally/malformed").asLong() == 1);
        JsonNode tally = sources().at("/sources/0/tally");
        assertThat(tally.get("lastMalformed").stringValue()).contains("temperature");
        assertThat(tally.get("lines").asLong())
                .isEqualTo(tally.get("decoded").asLong()
                        + tally.get("noise").asLong()
                        + tally.get("malformed").asLong());
    }

    @Test
    void stats_showHowHubAndFeedKeepUp() throws Exception {
        say("temperature:21.5");
        await().until(() -> answer("/api/stats").at("/hub/inlets/0/readings").asLong() > 0);
        JsonNode stats = answer("/api/stats");
        assertThat(stats.at("/hub/inlets/0/source").stringValue()).isEqualTo("pty");
        assertThat(stats.at("/hub/inlets/0/waits").asLong()).isZero();
        assertThat(stats.at("/hub/ticks").asLong()).isPositive();
        assertThat(stats.at("/hub/lateTicks").isIntegralNumber()).isTrue();
        assertThat(stats.at("/live/sessions").asLong()).isEqualTo(1);
        assertThat(stats.at("/history/lost").asLong(-1)).isZero();
        await().until(() -> answer("/api/stats").at("/history/kept").asLong() > 0);
        assertThat(sources().at("/sources/0/skipped").asLong(-1)).isZero();
    }

    @Test
    void serverRestarts_clientComesBack() throws Exception {
        say("temperature:21.5");
        await().until(() -> watcher.values.contains(21.5));
        int samePort = vigie.url().getPort();
        vigie.close();
        await().until(() ->
                watcher.news.stream().anyMatch(text -> text.contains("1001") || text.contains("no server")));
        vigie = start(samePort);
        await().atMost(Duration.ofSeconds(20)).until(() -> watcher.ofType("welcome") == 2);
        say("temperature:23.5");
        await().atMost(Duration.ofSeconds(20)).until(() -> watcher.values.contains(23.5));
    }

    @Test
    void portThatIsOutWhenTheServerStarts_isMissed_andBackWhenItIsPluggedIn() throws Exception {
        say("temperature:21.5C");
        int samePort = vigie.url().getPort();
        vigie.close();
        port.unplug();
        vigie = start(samePort);
        await().until(() -> sensor("status").equals("lost"));
        assertThat(sensor("id")).isEqualTo("pty/temperature");
        assertThat(sensor("unit")).isEqualTo("C");
        assertThat(sensor("cause")).contains(port.path());
        assertThat(answer("/api/sensors").at("/sensors/0/last/1").asDouble()).isEqualTo(21.5);
        port.plug();
        await().atMost(Duration.ofSeconds(20)).until(() -> watcher.ofType("welcome") == 2);
        say("temperature:23.5C");
        await().until(() -> sensor("status").equals("live"));
    }

    private String sensor(String field) throws IOException, InterruptedException {
        return answer("/api/sensors").at("/sensors/0/" + field).asString("");
    }

    /** Until it is heard: the first line after opening may be taken for the rest of one. */
    private void say(String line) {
        int before = watcher.values.size();
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            port.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            return watcher.values.size() > before;
        });
    }

    private Vigie start(int listen) throws IOException, ConfigException, BindException, HistoryException {
        Path file = Files.writeString(
                folder.resolve("vigie.yaml"),
                "server: { port: " + listen + ", tick: 20ms, data: " + folder + " }\n"
                        + "sources:\n  - { id: pty, type: serial, port: " + port.path() + " }\n");
        return Vigie.start(new ConfigReader("vigie test", Overrides.NONE).read(file), Clock.systemUTC());
    }

    private JsonNode sources() throws IOException, InterruptedException {
        return answer("/api/sources");
    }

    private JsonNode answer(String path) throws IOException, InterruptedException {
        URI uri = URI.create(vigie.url() + path);
        return JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .body());
    }

    private static final class Watcher implements LiveListener {
        private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
        private final List<Double> values = new CopyOnWriteArrayList<>();
        private final List<String> news = new CopyOnWriteArrayList<>();

        long ofType(String type) {
            return messages.stream()
                    .filter(message -> message.path("type").asString("").equals(type))
                    .count();
        }

        boolean has(String type, String status, String cause) {
            return messages.stream()
                    .anyMatch(message -> message.path("type").asString("").equals(type)
                            && message.path("status").asString("").equals(status)
                            && message.path("cause").asString("").contains(cause));
        }

        @Override
        public void connected() {
            news.add("connected");
        }

        @Override
        public void message(String text, JsonNode message) {
            messages.add(message);
            for (JsonNode reading : message.path("readings")) {
                values.add(reading.get(2).asDouble());
            }
        }

        @Override
        public void disconnected(String cause, Duration retryIn) {
            news.add(cause);
        }
    }
}
