package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import vigie.store.DataFolder;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.KnownReadings;
import vigie.store.sqlite.SqliteHistory;

/**
 * What the server says is kept survives {@code kill -9}, again and again, in the same file. Each round has a source of its own, so
 * that its readings can be told from those of others. {@code -Dvigie.kill.rounds=50} does more of them.
 */
final class KillTest {
    private static final int ROUNDS = Integer.getInteger("vigie.kill.rounds", 3);
    /** More than a round lives to see. */
    private static final int READINGS = 900_000;

    private final Random random = new Random();

    @TempDir
    private Path folder;

    @TempDir
    private Path data;

    @BeforeEach
    void writeReadings() throws IOException {
        KnownReadings.write(folder.resolve("known.txt"), READINGS);
    }

    @Test
    void killedInTheMiddle_everythingAcknowledgedIsThere_once(TestReporter reporter) throws Exception {
        long acknowledged = 0;
        long kept = 0;
        long[] known = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            known[round] = acknowledgedUntilKilled(round);
            acknowledged += known[round];
            kept = assertKept(known, round);
        }
        reporter.publishEntry(
                "kill -9",
                "%d rounds, %d readings acknowledged, 0 of them missing, %d kept, 0 twice"
                        .formatted(ROUNDS, acknowledged, kept));
    }

    /** How many readings were said to be kept before the end, which comes at any moment. */
    private long acknowledgedUntilKilled(int round) throws Exception {
        AtomicLong acknowledged = new AtomicLong();
        try (ChildServer server = new ChildServer(List.of(), folder, data, config(round))) {
            await().pollInterval(Duration.ofMillis(5)).until(() -> {
                acknowledged.set(server.history().get("kept").longValue());
                return acknowledged.get() > 0;
            });
            Thread asking = new Thread(() -> askOnAndOn(server, acknowledged), "asking");
            asking.start();
            asking.join(random.nextInt(1500));
            server.kill();
            asking.join();
        }
        return acknowledged.get();
    }

    private static void askOnAndOn(ChildServer server, AtomicLong acknowledged) {
        try {
            while (true) {
                acknowledged.set(server.history().get("kept").longValue());
            }
        } catch (IOException killed) {
            // That is its end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long assertKept(long[] acknowledged, int last) throws HistoryException {
        long kept = 0;
        try (DataFolder keptData = DataFolder.take(data);
                History history = SqliteHistory.open(keptData, Clock.systemUTC())) {
            for (int round = 0; round <= last; round++) {
                long found = KnownReadings.assertWhole(history, "round-" + round);
                assertThat(found).as("kept of round %d", round).isGreaterThanOrEqualTo(acknowledged[round]);
                kept += found;
            }
        }
        return kept;
    }

    private String config(int round) {
        return "server: { tick: 20ms }\nsources:\n  - { id: round-%d, type: replay, file: %s, format: pairs, rate: 1000 }\n"
                .formatted(round, folder.resolve("known.txt"));
    }
}
