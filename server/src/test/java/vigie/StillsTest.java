package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.client.LiveClient;
import vigie.client.LiveListener;
import vigie.client.LiveStill;
import vigie.client.LiveSubscription;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.still.SamplePictures;

/** The whole path of stills: from a folder and from whoever sends, to a client and to the disk. */
class StillsTest {
    @TempDir
    private Path folder;

    private final Watcher watcher = new Watcher();
    private Path pictures;
    private Vigie vigie;
    private LiveClient client;

    @BeforeEach
    void begin() throws Exception {
        pictures = Files.createDirectory(folder.resolve("pictures"));
        start();
    }

    @AfterEach
    void close() {
        client.close();
        vigie.close();
    }

    @Test
    void pictureInTheFolder_andOneThatIsSent_reachTheClient_andAreThereAfterARestart() throws Exception {
        byte[] picture = SamplePictures.largePng(200_000);
        Files.write(pictures.resolve("a.png"), picture);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> watcher.of("yard/camera").size() == 1);
        LiveStill seen = watcher.of("yard/camera").get(0);
        assertThat(seen.bytes()).isEqualTo(picture);
        assertThat(post("/api/stills/door/camera", SamplePictures.jpeg(20, 10)).statusCode())
                .isEqualTo(201);
        await().until(() -> watcher.of("door/camera").size() == 1);
        assertThat(source("yard").get("state").stringValue()).isEqualTo("live");
        assertThat(source("yard").at("/tally/decoded").asLong()).isEqualTo(1);
        assertThat(answer("/api/stats").at("/stills/kept").asLong()).isEqualTo(2);
        assertThat(answer("/api/stats").at("/live/sentStills").asLong()).isEqualTo(2);
        client.close();
        vigie.close();
        start();
        await().until(() -> watcher.of("yard/camera").size() == 2
                && watcher.of("door/camera").size() == 2);
        assertThat(watcher.of("yard/camera").get(1).epochMillis()).isEqualTo(seen.epochMillis());
        byte[] kept = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri("/api/stills/yard/camera?at=" + seen.epochMillis()))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        assertThat(kept).isEqualTo(picture);
    }

    @Test
    void refusedPicture_isCountedWhereAPersonLooks() throws Exception {
        assertThat(post("/api/stills/door/camera", new byte[] {1, 2, 3}).statusCode())
                .isEqualTo(400);
        JsonNode door = source("door");
        assertThat(door.at("/tally/malformed").asLong()).isEqualTo(1);
        assertThat(door.at("/tally/lastMalformed").stringValue()).contains("begins with 01 02 03");
        assertThat(door.get("detail").stringValue()).isEqualTo("POST /api/stills/door/camera");
    }

    @Test
    void folderThatGoes_isTold_andItsReturn() throws Exception {
        Files.delete(pictures);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> source("yard").get("state").stringValue().equals("lost"));
        assertThat(source("yard").get("cause").stringValue()).contains("does not exist: make it");
        Files.createDirectory(pictures);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> source("yard").get("state").stringValue().equals("live"));
    }

    private void start() throws Exception {
        Path file = Files.writeString(
                folder.resolve("vigie.yaml"),
                "server: { port: 0, tick: 20ms, data: " + folder.resolve("data") + " }\nsources:\n"
                        + "  - { id: door, type: stills, name: Door }\n"
                        + "  - { id: yard, type: stills, every: 100ms, folder: " + pictures + " }\n");
        vigie = Vigie.start(new ConfigReader("vigie test", Overrides.NONE).read(file), Clock.systemUTC());
        int welcomes = watcher.welcomes.size();
        client = new LiveClient(vigie.url(), LiveSubscription.DEFAULT.withStills(true), watcher);
        client.open();
        await().until(() -> watcher.welcomes.size() > welcomes);
    }

    private URI uri(String path) {
        return URI.create(vigie.url() + path);
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private JsonNode answer(String path) throws Exception {
        return JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                        .body());
    }

    private JsonNode source(String id) throws Exception {
        for (JsonNode source : answer("/api/sources").get("sources")) {
            if (source.get("id").stringValue().equals(id)) {
                return source;
            }
        }
        throw new AssertionError("no source " + id);
    }

    private static final class Watcher implements LiveListener {
        private final List<LiveStill> stills = new CopyOnWriteArrayList<>();
        private final List<JsonNode> welcomes = new CopyOnWriteArrayList<>();

        List<LiveStill> of(String sensor) {
            return stills.stream()
                    .filter(still -> still.sensor().equals(sensor))
                    .toList();
        }

        @Override
        public void message(String text, JsonNode message) {
            if (message.path("type").asString("").equals("welcome")) {
                welcomes.add(message);
            }
        }

        @Override
        public void still(LiveStill still) {
            stills.add(still);
        }
    }
}
