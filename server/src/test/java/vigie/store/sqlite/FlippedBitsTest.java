package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.TestClock;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Severity;
import vigie.journal.EventLog;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.DataFolder;
import vigie.store.EarlierSensors;
import vigie.store.EventQuery;
import vigie.store.HistoryException;
import vigie.store.SensorExtent;
import vigie.store.sqlite.file.Packing;

/** Whatever the file holds, a server starts with it, reads what can be read, and appends. */
final class FlippedBitsTest {
    private static final long START = 1_763_875_200_000L;
    private static final int FILES = 300;
    private static final int PAGE = 4096;
    private static final int SENSORS = 6;
    private static final int SECONDS = 400;
    private static final Packing SOON = new Packing(600, 20);

    @TempDir
    private Path path;

    private final TestClock clock = new TestClock(START + SECONDS * 1000L);
    /** Files that went on, and files that were set aside. */
    private int continued;

    private int unreadable;

    @Test
    void filesWithFlippedBits_allOpen_giveWhatCanBeRead_andTakeMore() throws Exception {
        Kept kept = Kept.make(path.resolve("original"), clock);
        for (int seed = 0; seed < FILES; seed++) {
            Path folder = Files.createDirectory(path.resolve("flipped-" + seed));
            try {
                kept.damagedCopy(folder, new Random(seed));
                openReadAndAppend(folder);
            } catch (HistoryException | RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
            delete(folder);
        }
        // Most flips hit the middle of blocks: the file goes on, and nearly everything can be read.
        assertThat(continued).isGreaterThan(FILES / 4);
        assertThat(unreadable).isLessThan(FILES / 10);
    }

    private void openReadAndAppend(Path path) throws HistoryException {
        try (DataFolder folder = DataFolder.take(path)) {
            long last;
            try (SqliteHistory history = SqliteHistory.open(folder, clock, SOON)) {
                continued += history.notice() == null ? 1 : 0;
                readAll(history);
                last = append(history);
            }
            try (SqliteHistory history = SqliteHistory.open(folder, clock, SOON)) {
                if (history.notice() == null) {
                    assertThat(history.lastEvent()).isEqualTo(last);
                    assertThat(history.newest())
                            .extracting(Reading::sensor)
                            .contains(sensor(0), SensorId.parse("b/new"));
                }
                append(history);
            }
            HistoryFile.inspect(path);
        }
    }

    private void readAll(SqliteHistory history) throws HistoryException {
        EventLog.open(history, clock).close();
        EarlierSensors.of(history, Set.of("a"), clock.millis());
        history.size();
        history.newest();
        history.events(EventQuery.all(EnumSet.allOf(EventKind.class)), event -> assertThat(event.id())
                .isPositive());
        for (SensorExtent extent : history.sensors()) {
            try {
                history.count(extent.sensor(), Long.MIN_VALUE, Long.MAX_VALUE);
                history.readings(extent.sensor(), Long.MIN_VALUE, Long.MAX_VALUE, (time, value) -> assertThat(value)
                        .isFinite());
                history.buckets(extent.sensor(), START, START + 3_600_000, 60_000, bucket -> assertThat(bucket.mean())
                        .isBetween(bucket.min(), bucket.max()));
            } catch (HistoryException e) {
                assertThat(e).hasMessageContaining("it is damaged");
                unreadable++;
                return;
            }
        }
    }

    /** Enough for the tail to be packed. Returns the number of the last event. */
    private static long append(SqliteHistory history) throws HistoryException {
        history.describe(List.of(new SensorInfo(sensor(0), "again", "°C", null, null)));
        for (int round = 0; round < 3; round++) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                long time = START + (SECONDS + round * 50 + i / 6) * 1000L;
                readings.add(new Reading(i % 7 == 0 ? SensorId.parse("b/new") : sensor(i % SENSORS), time, i));
            }
            history.append(readings);
        }
        long last = history.lastEvent();
        history.appendEvents(List.of(new Event(last + 1, Happening.note(START, null, "Ann", "all is well"))));
        history.appendEvents(List.of(new Event(last + 2, Happening.note(START, null, "Ann", "still"))));
        return last + 2;
    }

    private static SensorId sensor(int number) {
        return new SensorId("a", "x" + number);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A history as a server leaves it, closed or killed. */
    private static final class Kept {
        private final byte[] closed;
        private final byte[] killed;
        private final byte[] log;

        /**
         * @param closed the whole file
         * @param killed the file when the server was killed
         * @param log and its log
         */
        private Kept(byte[] closed, byte[] killed, byte[] log) {
            this.closed = closed;
            this.killed = killed;
            this.log = log;
        }

        static Kept make(Path path, TestClock clock) throws Exception {
            try (DataFolder folder = DataFolder.take(path)) {
                byte[] killed;
                byte[] log;
                try (SqliteHistory history = SqliteHistory.open(folder, clock, SOON)) {
                    fill(history);
                    killed = Files.readAllBytes(path.resolve("history.db"));
                    log = Files.readAllBytes(path.resolve("history.db-wal"));
                }
                return new Kept(Files.readAllBytes(path.resolve("history.db")), killed, log);
            }
        }

        private static void fill(SqliteHistory history) throws HistoryException {
            for (int second = 0; second < SECONDS; second += 50) {
                List<Reading> readings = new ArrayList<>();
                for (int i = 0; i < 50 * SENSORS; i++) {
                    readings.add(
                            new Reading(sensor(i % SENSORS), START + (second + i / SENSORS) * 1000L, Math.sin(i) * i));
                }
                history.append(readings);
            }
            for (int i = 0; i < SENSORS; i++) {
                history.describe(List.of(new SensorInfo(sensor(i), "Sensor " + i, "°C", null, null)));
            }
            history.appendEvents(events());
        }

        private static List<Event> events() {
            List<Event> events = new ArrayList<>();
            for (int id = 1; id <= 200; id++) {
                SensorId sensor = sensor(id % SENSORS);
                AlarmStep step = new AlarmStep("hot", Severity.WARNING, id % 4 == 1 ? 0 : id / 4 * 4 + 1, 17, 0);
                Happening what =
                        switch (id % 4) {
                            case 1 -> Happening.alarm(EventKind.ALARM_RAISED, START + id, sensor, step, "too hot");
                            case 2 -> Happening.alarm(EventKind.ALARM_ACKNOWLEDGED, START + id, sensor, step, null);
                            case 3 -> Happening.alarm(EventKind.ALARM_CLEARED, START + id, sensor, step, null);
                            default -> Happening.note(START + id, sensor, "Bob", "a note of some length");
                        };
                events.add(new Event(id, what));
            }
            return events;
        }

        /** One in ten is damaged in another way than by flips. */
        void damagedCopy(Path folder, Random random) throws IOException {
            Path file = folder.resolve("history.db");
            Path itsLog = folder.resolve("history.db-wal");
            switch (random.nextInt(24)) {
                case 0 -> Files.write(file, Arrays.copyOf(closed, random.nextInt(closed.length)));
                case 1 -> Files.write(file, new byte[random.nextInt(2) * random.nextInt(PAGE)]);
                case 2 -> Files.write(file, bytes(random));
                case 3 -> Files.writeString(file, "dear diary\n".repeat(random.nextInt(1000)), StandardCharsets.UTF_8);
                case 4 -> Files.createDirectories(file.resolve("folder"));
                case 5 -> {
                    Files.write(file, killed);
                    Files.write(itsLog, Arrays.copyOf(log, random.nextInt(log.length)));
                }
                case 6, 7, 8, 9 -> {
                    Files.write(file, random.nextBoolean() ? killed : flipped(killed, random));
                    Files.write(itsLog, flipped(log, random));
                    Files.write(folder.resolve("history.db-shm"), bytes(random));
                }
                default -> Files.write(file, flipped(closed, random));
            }
        }

        private static byte[] bytes(Random random) {
            byte[] bytes = new byte[random.nextInt(3 * PAGE)];
            random.nextBytes(bytes);
            return bytes;
        }

        /** 1 to 64 flips: anywhere, in the first page, or in the heads of pages. */
        private static byte[] flipped(byte[] original, Random random) {
            byte[] bytes = original.clone();
            int where = random.nextInt(4);
            for (int flips = 1 + random.nextInt(64); flips > 0; flips--) {
                int at =
                        switch (where) {
                            case 0 -> random.nextInt(Math.min(PAGE, bytes.length));
                            case 1 ->
                                Math.min(
                                        bytes.length - 1,
                                        random.nextInt(bytes.length) / PAGE * PAGE + random.nextInt(64));
                            default -> random.nextInt(bytes.length);
                        };
                bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }
    }
}
