package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vigie.client.LiveClient;
import vigie.client.LiveListener;
import vigie.store.DataFolder;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.KnownReadings;
import vigie.store.sqlite.SqliteHistory;

/** A disk that is full, and has room again, while readings come in. */
final class DiskFullTest {
    /** More than come in while it lasts. */
    private static final int READINGS = 3_000_000;

    private static final int TIMES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @TempDir
    private Path mountPoint;

    @TempDir
    private Path copy;

    private final List<JsonNode> troubles = new CopyOnWriteArrayList<>();

    @Test
    void diskFull_isSaid_thenSpaceAgain_everythingIsKept_once(TestReporter reporter) throws Exception {
        KnownReadings.write(folder.resolve("known.txt"), READINGS);
        StringBuilder recoveries = new StringBuilder();
        long acknowledged;
        try (SmallDisk disk = new SmallDisk(mountPoint, 32)) {
            try (ChildServer server = new ChildServer(disk.inside(), folder, disk.mountPoint(), config());
                    LiveClient client = new LiveClient(server.url(), "nothing/*", new TroubleListener())) {
                client.open();
                for (int time = 1; time <= TIMES; time++) {
                    recoveries.append(fillAndFree(disk, server, time)).append(" ms ");
                }
                acknowledged = kept(server);
                assertThat(server.history().get("lost").longValue()).isZero();
            }
            disk.copyTo(copy);
        }
        assertThat(assertWhole()).isGreaterThanOrEqualTo(acknowledged);
        reporter.publishEntry(
                "disk full",
                "%d times, %d readings acknowledged, 0 missing, 0 twice; kept again after %s"
                        .formatted(TIMES, acknowledged, recoveries.toString().strip()));
    }

    /** How long after there was room again everything was kept, milliseconds. */
    private long fillAndFree(SmallDisk disk, ChildServer server, int time) throws Exception {
        long before = kept(server);
        await().atMost(PATIENCE).until(() -> kept(server) > before);
        disk.fill();
        await().atMost(PATIENCE).until(() -> troubles.size() == 2 * time - 1);
        JsonNode full = troubles.get(2 * time - 2);
        assertThat(full.get("about").stringValue()).isEqualTo("history");
        assertThat(full.get("text").stringValue())
                .startsWith("readings wait to be kept: ")
                .contains("full");
        long stuck = kept(server);
        long failures = server.history().get("failures").longValue();
        await().atMost(PATIENCE).until(() -> server.history().get("failures").longValue() > failures);
        assertThat(kept(server)).isEqualTo(stuck);

        disk.free();
        long freed = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> troubles.size() == 2 * time);
        JsonNode over = troubles.get(2 * time - 1);
        assertThat(over.get("over").booleanValue()).isTrue();
        assertThat(over.get("text").stringValue()).isEqualTo("readings are kept again; none was lost");
        return (System.nanoTime() - freed) / 1_000_000;
    }

    private static long kept(ChildServer server) throws IOException, InterruptedException {
        return server.history().get("kept").longValue();
    }

    private long assertWhole() throws HistoryException {
        try (DataFolder keptCopy = DataFolder.take(copy);
                History history = SqliteHistory.open(keptCopy, Clock.systemUTC())) {
            return KnownReadings.assertWhole(history, "tape");
        }
    }

    private String config() {
        return "server: { tick: 20ms }\nsources:\n  - { id: tape, type: replay, file: %s, format: pairs, rate: 1000 }\n"
                .formatted(folder.resolve("known.txt"));
    }

    private final class TroubleListener implements LiveListener {
        @Override
        public void connected() {}

        @Override
        public void message(String text, JsonNode message) {
            if (message.path("type").asString("").equals("event")
                    && message.path("about").asString("").equals("history")) {
                troubles.add(message);
            }
        }

        @Override
        public void disconnected(String cause, Duration retryIn) {}
    }
}
