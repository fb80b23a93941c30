package vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.DataFolder;
import vigie.store.EventQuery;
import vigie.store.HistoryException;
import vigie.store.KnownReadings;
import vigie.store.sqlite.SqliteHistory;

/** A whole server whose clock is wrong, by libfaketime (Debian: {@code faketime}), forwards and backwards. */
final class WrongClockTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SensorId X = SensorId.parse("plant/x");
    private static final int READINGS = 1000;

    @TempDir
    private Path folder;

    @TempDir
    private Path data;

    @BeforeEach
    void keepSomething() throws IOException, HistoryException {
        KnownReadings.write(folder.resolve("known.txt"), 10_000);
        long now = Clock.systemUTC().millis();
        try (DataFolder taken = DataFolder.take(data);
                SqliteHistory history = SqliteHistory.open(taken, Clock.systemUTC())) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < READINGS; i++) {
                readings.add(new Reading(X, now - i * 60_000L, i));
            }
            history.append(readings);
            history.appendEvents(List.of(new Event(1, Happening.note(now, null, "Ann", "an old note"))));
            history.remember(Map.of("retention-clock", now));
        }
    }

    @Test
    void clockAhead_nothingIsDropped_untilItIsAccepted() throws Exception {
        try (ChildServer server = new ChildServer(off("+400d"), folder, data, config())) {
            await().atMost(PATIENCE).until(() -> server.lastLogged(100).contains("nothing is dropped for its age"));
            keptSomeMore(server);
            server.stop();
        }
        assertThat(kept()).isEqualTo(READINGS);
        assertThat(notes()).isEqualTo(1);
        acceptClock("+400d");
        try (ChildServer server = new ChildServer(off("+400d"), folder, data, config())) {
            await().atMost(PATIENCE).until(() -> server.lastLogged(100).contains("was accepted by a person"));
            keptSomeMore(server);
            server.stop();
        }
        assertThat(kept()).isZero();
        assertThat(notes()).isZero();
    }

    @Test
    void clockBehind_isSaid_andNothingIsDropped() throws Exception {
        try (ChildServer server = new ChildServer(off("-400d"), folder, data, config())) {
            await().atMost(PATIENCE).until(() -> server.lastLogged(100).contains("400 days before what was kept last"));
            keptSomeMore(server);
            server.stop();
        }
        assertThat(kept()).isEqualTo(READINGS);
        assertThat(notes()).isEqualTo(1);
    }

    private static void keptSomeMore(ChildServer server) {
        await().atMost(PATIENCE).until(() -> server.history().get("kept").longValue() > 500);
    }

    private void acceptClock(String by) throws Exception {
        List<String> command = new ArrayList<>(off(by));
        command.addAll(ChildJava.command("vigie.cli.Main", "history", "--accept-clock", "--data=" + data));
        Process process = ChildJava.bounded(
                new ProcessBuilder(command).redirectErrorStream(true).start(), PATIENCE);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).startsWith("Accepted: ");
    }

    /**
     * Runs another command with a clock that is off; its monotonic clock goes on as it is. Java waits by that one, so libfaketime must not
     * correct the ends of waits, or every wait would end at once and all threads would be busy.
     */
    private static List<String> off(String by) throws IOException {
        return List.of(
                "env",
                "LD_PRELOAD=" + library(),
                "FAKETIME=" + by,
                "DONT_FAKE_MONOTONIC=1",
                "FAKETIME_FORCE_MONOTONIC_FIX=0",
                "FAKETIME_DISABLE_SHM=1");
    }

    private static Path library() throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of("/usr/lib"), 3, (path, attributes) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            return files.findFirst().orElseThrow(() -> new AssertionError("apt-get install faketime"));
        }
    }

    private long kept() throws HistoryException {
        try (DataFolder taken = DataFolder.take(data);
                SqliteHistory history = SqliteHistory.open(taken, Clock.systemUTC())) {
            return history.count(X, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private long notes() throws HistoryException {
        long[] notes = {0};
        try (DataFolder taken = DataFolder.take(data);
                SqliteHistory history = SqliteHistory.open(taken, Clock.systemUTC())) {
            history.events(
                    EventQuery.newest(1000),
                    event -> notes[0] += "an old note".equals(event.what().text()) ? 1 : 0);
        }
        return notes[0];
    }

    private String config() {
        return "server: { tick: 20ms }\nsources:\n  - { id: other, type: replay, file: %s, format: pairs, rate: 1000 }\n"
                .formatted(folder.resolve("known.txt"));
    }
}
