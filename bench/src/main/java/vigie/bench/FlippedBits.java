package vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.journal.EventLog;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.store.DataFolder;
import vigie.store.EarlierSensors;
import vigie.store.EventQuery;
import vigie.store.HistoryException;
import vigie.store.SensorExtent;
import vigie.store.sqlite.SqliteHistory;

/**
 * Opens damaged histories as a server does, reads all that can be read, appends, and opens each again: how many failed to start or to
 * append, how many were set aside. Each file has 1 to 64 flipped bits in the file or its log, or is cut short, empty, or something
 * else. Arguments: how many files (10 000), first seed (0).
 */
final class FlippedBits {
    private static final long START = 1_763_875_200_000L;
    private static final int SENSORS = 20;
    private static final int PAGE = 4096;

    private final Path folder;
    private byte[] closed = {};
    private byte[] killed = {};
    private byte[] log = {};
    private int failedStarts;
    private int failedAppends;
    private int setAside;
    private int partlyUnreadable;

    private FlippedBits(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int files = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int firstSeed = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        System.out.println(Machine.describe("damaged histories"));
        Path folder = Files.createTempDirectory(Path.of("target"), "flipped");
        try {
            FlippedBits bits = new FlippedBits(folder);
            bits.makeOriginal();
            for (int seed = firstSeed; seed < firstSeed + files; seed++) {
                bits.tryOne(seed);
            }
            System.out.printf(
                    "%d files: %d failed starts, %d failed appends; %d set aside, %d of the others not wholly readable%n",
                    files, bits.failedStarts, bits.failedAppends, bits.setAside, bits.partlyUnreadable);
        } finally {
            Folders.delete(folder);
        }
    }

    private void makeOriginal() throws IOException, HistoryException {
        Path path = folder.resolve("original");
        Path file = path.resolve("history.db");
        try (DataFolder taken = DataFolder.take(path)) {
            try (SqliteHistory history = SqliteHistory.open(taken, Clock.systemUTC())) {
                for (int second = 0; second < 2400; second += 100) {
                    history.append(readings(second, 100));
                }
                List<Event> events = new ArrayList<>();
                for (int id = 1; id <= 500; id++) {
                    events.add(note(id));
                }
                history.appendEvents(events);
                killed = Files.readAllBytes(file);
                log = Files.readAllBytes(path.resolve("history.db-wal"));
            }
            closed = Files.readAllBytes(file);
        }
    }

    private static List<Reading> readings(int second, int seconds) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < seconds * SENSORS; i++) {
            SensorId sensor = new SensorId("a", "x" + i % SENSORS);
            readings.add(new Reading(sensor, START + (second + i / SENSORS) * 1000L, Math.sin(i) * i));
        }
        return readings;
    }

    private static Event note(long id) {
        return new Event(id, Happening.note(START + id, null, "Ann", "a note of some length"));
    }

    private void tryOne(int seed) throws IOException {
        Path path = Files.createDirectory(folder.resolve("seed" + seed));
        damage(path, new Random(seed));
        try (DataFolder taken = DataFolder.take(path)) {
            for (int time = 0; time < 2; time++) {
                start(taken, seed, time == 0);
            }
        } catch (HistoryException | RuntimeException e) {
            failedStarts++;
            System.out.println("seed " + seed + ": start: " + e);
        }
        Folders.delete(path);
    }

    private void start(DataFolder taken, int seed, boolean first) throws HistoryException {
        try (SqliteHistory history = SqliteHistory.open(taken, Clock.systemUTC())) {
            setAside += first && history.notice() != null ? 1 : 0;
            EventLog.open(history, Clock.systemUTC()).close();
            EarlierSensors.of(history, Set.of("a"), START + 2_400_000);
            readAll(history);
            try {
                history.append(readings(3000, 2000));
                long last = history.lastEvent();
                history.appendEvents(List.of(note(last + 1), note(last + 2)));
            } catch (HistoryException | RuntimeException e) {
                failedAppends++;
                System.out.println("seed " + seed + ": append: " + e);
            }
        }
    }

    private void readAll(SqliteHistory history) throws HistoryException {
        history.events(EventQuery.all(EnumSet.allOf(EventKind.class)), event -> {});
        for (SensorExtent extent : history.sensors()) {
            try {
                history.readings(extent.sensor(), Long.MIN_VALUE, Long.MAX_VALUE, (time, value) -> {});
                history.buckets(extent.sensor(), START, START + 3_600_000, 60_000, bucket -> {});
            } catch (HistoryException e) {
                partlyUnreadable++;
                return;
            }
        }
    }

    private void damage(Path path, Random random) throws IOException {
        Path file = path.resolve("history.db");
        Path itsLog = path.resolve("history.db-wal");
        switch (random.nextInt(50)) {
            case 0 -> Files.write(file, Arrays.copyOf(closed, random.nextInt(closed.length)));
            case 1 -> Files.write(file, new byte[random.nextInt(2) * random.nextInt(PAGE)]);
            case 2 -> Files.writeString(file, "dear diary\n".repeat(random.nextInt(1000)));
            case 3 -> Files.createDirectories(file.resolve("folder"));
            case 4, 5, 6, 7, 8 -> {
                Files.write(file, random.nextBoolean() ? killed : flipped(killed, random));
                Files.write(itsLog, flipped(log, random));
            }
            default -> Files.write(file, flipped(closed, random));
        }
    }

    /** Three quarters anywhere, the others in the heads of pages. */
    private static byte[] flipped(byte[] original, Random random) {
        byte[] bytes = original.clone();
        boolean heads = random.nextInt(4) == 0;
        for (int flips = 1 + random.nextInt(64); flips > 0; flips--) {
            int at = random.nextInt(bytes.length);
            at = heads ? at / PAGE * PAGE + random.nextInt(64) : at;
            bytes[Math.min(bytes.length - 1, at)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
