package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.source.serial.PseudoTerminal;

/**
 * Who is cut off at random times gets every event, in order and once, also when the server is restarted or killed meanwhile; and
 * every note that the server said it had is there. {@code -Dvigie.events.disconnects=50} does more, with {@code
 * -Dvigie.events.seed=N} in the same order.
 */
final class EventResumeTest {
    private static final int DISCONNECTS = Integer.getInteger("vigie.events.disconnects", 9);
    private static final long SEED = Long.getLong("vigie.events.seed", System.nanoTime());
    /** After so many the server ends: by turns it is killed in the middle of notes, and stopped. */
    private static final int DISCONNECTS_OF_A_RUN = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> VIEWS = List.of("*", "*", "*", "pty/s1*", "nothing/*");

    @RegisterExtension
    final PseudoTerminal port = new PseudoTerminal();

    private final Random random = new Random(SEED);
    private final List<EventViewer> viewers = new ArrayList<>();
    private final AtomicLong refs = new AtomicLong();
    private final NoteWriter writer = new NoteWriter(refs);
    private int sensors;
    private int restarts;
    private int kills;
    private volatile ChildServer server;

    @TempDir
    private Path folder;

    @TempDir
    private Path data;

    @BeforeEach
    void start() throws IOException {
        startServer();
        VIEWS.forEach(view -> viewers.add(new EventViewer(() -> server.url(), view)));
    }

    @AfterEach
    void close() {
        writer.close();
        viewers.forEach(EventViewer::close);
        server.close();
    }

    @Test
    void whoeverWasCutOff_hasEveryEvent_once(TestReporter reporter) throws Exception {
        for (int i = 1; i <= DISCONNECTS; i++) {
            happen();
            disturb(viewers.get(1 + random.nextInt(viewers.size() - 1)));
            if (i % DISCONNECTS_OF_A_RUN == 0) {
                endServer(i / DISCONNECTS_OF_A_RUN % 2 == 1);
            }
        }
        happen();
        viewers.forEach(viewer -> viewer.slowDown(0));
        NavigableMap<Long, JsonNode> kept = kept();
        await().atMost(PATIENCE)
                .untilAsserted(() -> viewers.forEach(viewer -> assertThat(missing(viewer, kept))
                        .as("seed %d: %s misses, through %s", SEED, viewer, kept.lastKey())
                        .isEmpty()));
        int lost = 0;
        int doubled = 0;
        for (EventViewer viewer : viewers) {
            List<Long> told = ids(viewer);
            Set<Long> distinct = new HashSet<>(told);
            doubled += told.size() - distinct.size();
            lost += without(expected(viewer, kept), distinct) + without(distinct, kept.keySet());
            assertThat(viewer.faults()).isEmpty();
        }
        int notesLost = notesLost(kept);
        String counts = ("seed %d: %d viewers, %d disconnects, %d kills, %d restarts; %d events, of these %d notes"
                        + " acknowledged and %d new sensors: lost %d, doubled %d")
                .formatted(
                        SEED,
                        viewers.size(),
                        DISCONNECTS,
                        kills,
                        restarts,
                        kept.size(),
                        writer.acknowledged().size(),
                        sensors,
                        lost + notesLost,
                        doubled);
        reporter.publishEntry("events", counts);
        System.out.println("events through disconnects and kills: " + counts);
        assertThat(lost + notesLost).as(counts).isZero();
        assertThat(doubled).as(counts).isZero();
        assertThat(writer.acknowledged()).as(counts).isNotEmpty();
    }

    /** Notes, a new sensor, a port pulled out. */
    private void happen() throws Exception {
        await().atMost(PATIENCE).until(writer::isConnected);
        for (int i = 0; i < 3; i++) {
            writer.write();
        }
        if (random.nextBoolean()) {
            newSensor();
        }
        if (random.nextInt(4) == 0) {
            port.unplug();
            port.plug();
        }
    }

    /** Lines until the server, whose port may just be opened, has heard one. */
    private void newSensor() throws Exception {
        String line = "s" + ++sensors + ":1\n";
        String sensor = "pty/s" + sensors;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            port.write(line);
            return viewers.get(0).events().stream()
                    .anyMatch(event -> event.path("sensor").asString("").equals(sensor));
        });
    }

    private void disturb(EventViewer viewer) {
        viewer.cutOff(Duration.ofMillis(random.nextInt(1_500)));
        viewer.slowDown(random.nextInt(3) == 0 ? 50 + random.nextInt(200) : 0);
    }

    private void endServer(boolean kill) throws Exception {
        for (int i = 0; i < 5; i++) {
            writer.write();
        }
        if (kill) {
            kills++;
            server.kill();
        } else {
            restarts++;
            server.stop();
        }
        startServer();
    }

    private void startServer() throws IOException {
        server = new ChildServer(
                List.of(),
                folder,
                data,
                "server: { tick: 50ms, send-buffer-bytes: 8192 }\nsources:\n  - { id: pty, type: serial, port: "
                        + port.path() + " }\n");
        writer.connect(() -> server.url());
    }

    /** All events, once nothing more comes. */
    private NavigableMap<Long, JsonNode> kept() throws Exception {
        NavigableMap<Long, JsonNode> kept = new TreeMap<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            int before = kept.size();
            page(kept);
            return kept.size() == before && before > 0;
        });
        return kept;
    }

    private void page(NavigableMap<Long, JsonNode> kept) throws IOException, InterruptedException {
        boolean more = true;
        while (more) {
            long after = kept.isEmpty() ? 0 : kept.lastKey();
            URI uri = URI.create(server.url() + "/api/events?limit=1000&after=" + after);
            JsonNode answer = JsonMapper.shared()
                    .readTree(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .body());
            answer.get("events").forEach(event -> kept.put(event.get("id").longValue(), event));
            more = answer.get("more").booleanValue();
        }
    }

    private static Set<Long> missing(EventViewer viewer, NavigableMap<Long, JsonNode> kept) {
        Set<Long> missing = new TreeSet<>(expected(viewer, kept));
        ids(viewer).forEach(missing::remove);
        return missing;
    }

    private static Set<Long> expected(EventViewer viewer, NavigableMap<Long, JsonNode> kept) {
        SensorGlob view = new SensorGlob(viewer.sensors());
        return kept.values().stream()
                .filter(event -> !event.has("sensor")
                        || view.matches(SensorId.parse(event.get("sensor").stringValue())))
                .map(event -> event.get("id").longValue())
                .collect(Collectors.toSet());
    }

    /** Notes that the server said it had, and that are not there under their number, or more than once. */
    private int notesLost(NavigableMap<Long, JsonNode> kept) {
        int missing = 0;
        for (var note : writer.acknowledged().entrySet()) {
            List<Long> found = kept.values().stream()
                    .filter(event -> event.path("text").asString("").equals(note.getKey()))
                    .map(event -> event.get("id").longValue())
                    .toList();
            missing += found.equals(List.of(note.getValue())) ? 0 : 1;
        }
        return missing;
    }

    private static List<Long> ids(EventViewer viewer) {
        return viewer.events().stream()
                .map(event -> event.get("id").longValue())
                .toList();
    }

    private static int without(Set<Long> all, Set<Long> some) {
        return (int) all.stream().filter(id -> !some.contains(id)).count();
    }
}
