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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vigie.Series.Point;

/**
 * Who is cut off, asleep, reloaded or throttled at random times ends with the same series as one that never left, also when the
 * server is restarted or killed meanwhile.
 *
 * <p>The property, exactly. Let <i>kept</i> be what {@code /api/history} answers at the end. Then for everyone who watched, whether
 * disturbed or not:
 *
 * <ol>
 *   <li>every reading of <i>kept</i> is in their series;
 *   <li>every other reading in their series was sent to somebody while the server had not committed it yet, and was lost with a
 *       {@code kill -9}: it is not older at the kill than the commit interval and a second for the commit itself. Who was away
 *       then cannot have it, since nobody can give it any more: that is what a kill costs, and all it costs. These are counted
 *       apart. Without a kill there is none.
 * </ol>
 *
 * Readings that break 1 or 2 are differences; there must be none. {@code -Dvigie.resume.rounds=60} does more, with {@code
 * -Dvigie.resume.seed=N} in the same order.
 */
final class ResumeTest {
    private static final int ROUNDS = Integer.getInteger("vigie.resume.rounds", 3);
    private static final long SEED = Long.getLong("vigie.resume.seed", System.nanoTime());
    private static final int DISTURBED = 5;

    /** In a round. */
    private static final int DISTURBANCES = 20;

    private static final long COMMIT_MILLIS = 500;
    private static final long COMMITTING_MILLIS = 1_000;
    /** Readings may be so much older than the update that brings them. */
    private static final long OLDER_MILLIS = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A memory so short that it often does not reach, chunks so small that cuts fall between them, little in the kernel. */
    private static final String CONFIG = """
            server: { tick: 50ms, memory: 2s, backfill-chunk: 500, send-buffer-bytes: 8192, compression: false }
            history: { commit: %dms }
            sources:
              - { id: load, type: simulated, plant: load, load: { channels: 20, readings-per-second: 4000 } }
            """.formatted(COMMIT_MILLIS);

    private final Random random = new Random(SEED);
    private final long begin = System.currentTimeMillis();
    private final List<Long> kills = new ArrayList<>();
    /** Of servers after the first. */
    private final List<Long> starts = new ArrayList<>();

    private final Map<Disturbance, Integer> disturbances = new EnumMap<>(Disturbance.class);
    private final List<Viewer> viewers = new ArrayList<>();
    private int restarts;
    private volatile ChildServer server;

    @TempDir
    private Path folder;

    @TempDir
    private Path data;

    private enum Disturbance {
        CUT_OFF,
        RELOADED,
        ASLEEP,
        THROTTLED,
        LET_GO
    }

    @BeforeEach
    void start() throws IOException {
        server = new ChildServer(List.of(), folder, data, CONFIG);
        for (int i = 0; i <= DISTURBED; i++) {
            viewers.add(new Viewer(() -> server.url(), begin));
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        viewers.forEach(Viewer::close);
        server.close();
    }

    @Test
    void whoeverWasDisturbed_endsWithTheSeriesOfOneThatNeverLeft(TestReporter reporter) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            disturbForARound();
            switch (round % 3) {
                case 0 -> restart();
                case 1 -> kill();
                default -> {
                    // The server stays.
                }
            }
        }
        viewers.forEach(viewer -> viewer.slowDown(0));
        long end = System.currentTimeMillis();
        awaitWhole(end + OLDER_MILLIS);
        Set<Point> kept = kept(end);
        Set<Point> lost = new HashSet<>();
        List<String> differences = new ArrayList<>();
        for (Viewer viewer : viewers) {
            Set<Point> had = viewer.series().at(time -> time >= begin && time < end);
            lost.addAll(without(had, kept).stream().filter(this::lostWithAKill).toList());
            tell(differences, viewer, "not had", without(kept, had));
            tell(differences, viewer, "not kept", without(without(had, kept), lost));
        }
        String counts = counts(kept.size(), lost);
        reporter.publishEntry("resume", differences.size() + " differences: " + counts);
        assertThat(differences).as(counts).isEmpty();
        assertThat(kept).as(counts).isNotEmpty();
    }

    /** The first viewer is left alone; what it gets says how time goes. */
    private void disturbForARound() {
        for (int i = 0; i < DISTURBANCES; i++) {
            Viewer viewer = viewers.get(1 + random.nextInt(DISTURBED));
            Disturbance disturbance = Disturbance.values()[random.nextInt(Disturbance.values().length)];
            disturbances.merge(disturbance, 1, Integer::sum);
            switch (disturbance) {
                case CUT_OFF -> viewer.cutOff(Duration.ofMillis(random.nextInt(3_000)));
                case RELOADED -> viewer.reload();
                case ASLEEP -> viewer.slowDown(1_000L + random.nextInt(3_000));
                case THROTTLED -> viewer.slowDown(50L + random.nextInt(200));
                case LET_GO -> viewer.slowDown(0);
            }
            long next = steady().wholeUntil() + random.nextInt(300);
            await().atMost(PATIENCE).until(() -> steady().wholeUntil() > next);
        }
    }

    private Viewer steady() {
        return viewers.get(0);
    }

    private void restart() throws Exception {
        restarts++;
        server.stop();
        startServer();
    }

    private void kill() throws Exception {
        server.kill();
        // Until it is dead it goes on telling what it has not kept yet.
        kills.add(System.currentTimeMillis());
        startServer();
    }

    private void startServer() throws IOException {
        server = new ChildServer(List.of(), folder, data, CONFIG);
        starts.add(System.currentTimeMillis());
    }

    private void awaitWhole(long until) {
        await().atMost(PATIENCE).until(() -> viewers.stream().allMatch(viewer -> viewer.wholeUntil() > until));
    }

    /** What the history answers, once it has all that came before. */
    private Set<Point> kept(long end) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        URI uri = URI.create(server.url() + "/api/history?from=" + begin + "&to=" + (end + OLDER_MILLIS));
        Series series = new Series();
        await().atMost(PATIENCE).until(() -> {
            String answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
            series.addHistory(JsonMapper.shared().readTree(answer));
            return !series.at(time -> time >= end + OLDER_MILLIS / 2).isEmpty();
        });
        return series.at(time -> time >= begin && time < end);
    }

    private boolean lostWithAKill(Point point) {
        return kills.stream()
                .anyMatch(kill -> point.time() <= kill && ageAt(kill, point) <= COMMIT_MILLIS + COMMITTING_MILLIS);
    }

    private static long ageAt(long kill, Point point) {
        return kill - point.time();
    }

    private void tell(List<String> differences, Viewer viewer, String what, Set<Point> points) {
        if (!points.isEmpty()) {
            var times = points.stream().mapToLong(Point::time).summaryStatistics();
            differences.add("viewer %d: %d %s, of %d to %d ms; starts at %s, kills at %s ms"
                    .formatted(
                            viewers.indexOf(viewer),
                            points.size(),
                            what,
                            times.getMin() - begin,
                            times.getMax() - begin,
                            starts.stream().map(start -> start - begin).toList(),
                            kills.stream().map(kill -> kill - begin).toList()));
        }
    }

    private static Set<Point> without(Set<Point> all, Set<Point> some) {
        return all.stream().filter(point -> !some.contains(point)).collect(Collectors.toSet());
    }

    private String counts(int kept, Set<Point> lost) {
        long oldest = lost.stream()
                .mapToLong(point -> kills.stream()
                        .mapToLong(kill -> ageAt(kill, point))
                        .filter(age -> age >= 0)
                        .min()
                        .orElse(0))
                .max()
                .orElse(0);
        StringBuilder words = new StringBuilder();
        for (Disturbance disturbance : Disturbance.values()) {
            words.append(disturbances.getOrDefault(disturbance, 0)).append(' ');
            words.append(disturbance.name().toLowerCase(Locale.ROOT)).append(", ");
        }
        int thinned = viewers.stream().mapToInt(Viewer::thinned).sum();
        return ("seed %d, %d rounds, %d viewers, %d restarts, %d kills, " + words + "%d thinned; %d readings kept,"
                        + " %d seen and lost with a kill, the oldest %d ms before it")
                .formatted(SEED, ROUNDS, viewers.size(), restarts, kills.size(), thinned, kept, lost.size(), oldest);
    }
}
