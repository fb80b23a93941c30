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
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.source.serial.PseudoTerminal;

/**
 * Who is cut off at random times gets every event, in order and once, also when the server is restarted or killed meanwhile: alarms of
 * a sensor that gets over its limit and back, notes, sources, sensors. Every note and every acknowledged alarm that the server said
 * it had is there, and no alarm is raised or cleared twice. {@code -Dvigie.events.disconnects=50} does more, with {@code
 * -Dvigie.events.seed=N} in the same order.
 */
final class EventResumeTest {
    private static final int DISCONNECTS = Integer.getInteger("vigie.events.disconnects", 9);
    private static final long SEED = Long.getLong("vigie.events.seed", System.nanoTime());
    /** After so many the server ends: by turns it is killed in the middle of notes, and stopped. */
    private static final int DISCONNECTS_OF_A_RUN = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> VIEWS = List.of("*", "*", "*", "pty/s1*", "oven/*", "nothing/*");
    /** So many that none gets hot more than four times a minute: its alarm would be one that chatters. */
    private static final int OVENS = 500;

    private static final int ALARMS_OF_AN_END = 20;

    @RegisterExtension
    final PseudoTerminal port = new PseudoTerminal();

    /** It is never pulled out. */
    @RegisterExtension
    final PseudoTerminal oven = new PseudoTerminal();

    private final Random random = new Random(SEED);
    private final List<EventViewer> viewers = new ArrayList<>();
    private final AtomicLong refs = new AtomicLong();
    private final Shift shift = new Shift(refs);
    private int sensors;
    private int ovens;
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
        shift.close();
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
        EventAudit audit = new EventAudit(kept);
        awaitAllTold(audit, kept.lastKey());
        List<List<JsonNode>> told =
                viewers.stream().map(viewer -> List.copyOf(viewer.events())).toList();
        page(kept);
        assertLostNoneAndDoubledNone(audit, told, reporter);
        viewers.forEach(viewer -> assertThat(viewer.faults()).as("%s", viewer).isEmpty());
    }

    private void awaitAllTold(EventAudit audit, long through) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        viewers.forEach(viewer -> assertThat(audit.missing(viewer.events(), viewer.sensors(), through))
                                .as("seed %d: lost, through %d, by %s", SEED, through, viewer)
                                .isEmpty()));
    }

    private void assertLostNoneAndDoubledNone(EventAudit audit, List<List<JsonNode>> told, TestReporter reporter) {
        List<String> lost = new ArrayList<>(audit.unkept(shift.answered()));
        told.forEach(events -> lost.addAll(audit.unkept(events)));
        List<String> doubled = new ArrayList<>(audit.doubledSteps());
        told.forEach(events -> doubled.addAll(EventAudit.doubled(events)));
        String counts = counts(audit, lost.size(), doubled.size());
        reporter.publishEntry("events", counts);
        System.out.println("events through disconnects and kills: " + counts);
        assertThat(lost).as("lost, of %s", counts).isEmpty();
        assertThat(doubled).as("doubled, of %s", counts).isEmpty();
        assertThat(shift.alarmsSeen()).as("alarms, of %s", counts).isPositive();
        assertThat(shift.notes()).as("notes, of %s", counts).isPositive();
    }

    private String counts(EventAudit audit, int lost, int doubled) {
        return ("seed %d: %d viewers, %d disconnects, %d kills, %d restarts; %d events, of these %d alarms raised and %d cleared,"
                        + " %d alarms and %d notes answered, %d new sensors: lost %d, doubled %d")
                .formatted(
                        SEED,
                        viewers.size(),
                        DISCONNECTS,
                        kills,
                        restarts,
                        audit.count(),
                        audit.count("alarm-raised"),
                        audit.count("alarm-cleared"),
                        shift.alarmsSeen(),
                        shift.notes(),
                        sensors,
                        lost,
                        doubled);
    }

    /** Notes, an alarm that somebody sees to, a new sensor, a port pulled out. */
    private void happen() throws Exception {
        await().atMost(PATIENCE).until(shift::isConnected);
        for (int i = 0; i < 3; i++) {
            shift.write();
        }
        shift.acknowledge(newAlarm());
        if (random.nextBoolean()) {
            newSensor();
        }
        if (random.nextInt(4) == 0) {
            port.unplug();
            port.plug();
        }
    }

    /** Somebody new speaks. */
    private void newSensor() {
        sensors++;
        awaitTold(port, "s" + sensors + ":1\n", "sensor-new", viewers.get(0).last());
    }

    private String hotAndCold() {
        String name = "t" + ovens++ % OVENS;
        return name + ":290\n" + name + ":20\n";
    }

    /** An oven gets hot and cold. @return the alarm's number */
    private long newAlarm() {
        awaitTold(oven, hotAndCold(), "alarm-raised", viewers.get(0).last());
        return newestAlarm();
    }

    /** Says it until the server, which may just open the port, has told of it. */
    private void awaitTold(PseudoTerminal from, String lines, String kind, long after) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            from.write(lines);
            assertThat(viewers.get(0).events())
                    .as("seed %d: told of \"%s\"; %s; %s", SEED, lines, viewers.get(0), server.lastLogged(20))
                    .anyMatch(event -> EventAudit.id(event) > after
                            && event.get("kind").stringValue().equals(kind));
        });
    }

    private long newestAlarm() {
        return viewers.get(0).events().stream()
                .filter(event -> event.get("kind").stringValue().equals("alarm-raised"))
                .mapToLong(EventAudit::id)
                .max()
                .orElse(0);
    }

    private void disturb(EventViewer viewer) {
        viewer.cutOff(Duration.ofMillis(random.nextInt(1_500)));
        viewer.slowDown(random.nextInt(3) == 0 ? 50 + random.nextInt(200) : 0);
    }

    /** In the middle of notes and alarms: one is raised once the one before is kept to be cleared, so many take a while. */
    private void endServer(boolean kill) throws Exception {
        long before = newAlarm();
        for (int i = 0; i < ALARMS_OF_AN_END; i++) {
            oven.write(hotAndCold());
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> newestAlarm() > before);
        shift.acknowledge(newestAlarm());
        for (int i = 0; i < 5; i++) {
            shift.write();
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
        server = new ChildServer(List.of(), folder, data, """
                server: { tick: 50ms, send-buffer-bytes: 8192 }
                sources:
                  - { id: pty, type: serial, port: %s }
                  - { id: oven, type: serial, port: %s }
                alarms:
                  - { sensor: oven/*, above: 280, severity: critical, id: oven-hot }
                """.formatted(port.path(), oven.path()));
        shift.connect(() -> server.url());
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
}
