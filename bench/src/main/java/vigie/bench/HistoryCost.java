package vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import vigie.sensor.Reading;
import vigie.store.DataFolder;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.sqlite.SqliteHistory;

/**
 * What keeping readings costs: bytes on the disk for each, bytes written in a day, beside plain rows in the same run; and how long
 * questions take while 20 000 readings/s come in. Arguments: hours of history for the questions, 24 unless said.
 */
final class HistoryCost {
    private static final long START = 1_763_875_200_000L;
    private static final int SENSORS = 200;
    private static final int LOAD_SECONDS = 25;
    private static final int SECONDS_OF_DAY = 86_400;

    private final Path folder;

    private HistoryCost(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int hours = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 24;
        System.out.println(Machine.describe("SQLite, " + SENSORS + " sensors at 1 Hz"));
        Path folder = Files.createTempDirectory(Path.of("target"), "history");
        try {
            HistoryCost cost = new HistoryCost(folder);
            cost.plainRows();
            cost.kept("noisy doubles", 2, false);
            cost.kept("two decimals", hours, true);
            cost.questions();
        } finally {
            Folders.delete(folder);
        }
    }

    private void plainRows() throws Exception {
        PlantReadings readings = new PlantReadings(SENSORS, START, true);
        Path file = folder.resolve("rows.db");
        long count = 0;
        try (PlainRows rows = new PlainRows(file)) {
            for (int second = 0; second < 2 * 3600; second += LOAD_SECONDS) {
                List<Reading> batch = readings.next(LOAD_SECONDS, 1000);
                rows.append(batch);
                count += batch.size();
            }
            print(
                    "plain rows, two decimals: written a day",
                    writtenADay(600, () -> rows.append(readings.next(1, 1000))));
            count += 600 * SENSORS;
        }
        System.out.printf("plain rows, two decimals: %.2f bytes/reading%n", (double) Files.size(file) / count);
    }

    private void kept(String what, int hours, boolean twoDecimals) throws Exception {
        PlantReadings readings = new PlantReadings(SENSORS, START, twoDecimals);
        Path data = folder.resolve(twoDecimals ? "decimals" : "noisy");
        long begin = System.nanoTime();
        try (DataFolder taken = DataFolder.take(data);
                History history = SqliteHistory.open(taken, Clock.systemUTC())) {
            for (int second = 0; second < hours * 3600; second += LOAD_SECONDS) {
                history.append(readings.next(LOAD_SECONDS, 1000));
            }
            long count = history.size().readings();
            System.out.printf(
                    "%s: %d readings kept, %.0f/s in durable commits of %d%n",
                    what, count, count * 1e9 / (System.nanoTime() - begin), LOAD_SECONDS * SENSORS);
            long used = history.size().bytes() - history.size().freeBytes();
            System.out.printf("%s: %.2f bytes/reading%n", what, (double) used / count);
            print(what + ": written a day", writtenADay(3600, () -> history.append(readings.next(1, 1000))));
        }
        System.out.printf("%s: file %.1f MB after an hour more%n", what, Files.size(data.resolve("history.db")) / 1e6);
    }

    /** At a commit of 200 readings a second, from so many of them. */
    private static long writtenADay(int commits, Commit commit) throws IOException, SQLException, HistoryException {
        long before = writtenBytes();
        for (int i = 0; i < commits; i++) {
            commit.run();
        }
        return (writtenBytes() - before) * SECONDS_OF_DAY / commits;
    }

    /** What this process has had written to the disk, as Linux counts it. */
    private static long writtenBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("write_bytes: "))
                .mapToLong(line -> Long.parseLong(line.substring("write_bytes: ".length())))
                .findFirst()
                .orElseThrow();
    }

    private static void print(String what, long bytesADay) {
        System.out.printf("%s: %.2f GB, %.1f kB a commit%n", what, bytesADay / 1e9, bytesADay / 1e3 / SECONDS_OF_DAY);
    }

    private void questions() throws Exception {
        try (DataFolder taken = DataFolder.take(folder.resolve("decimals"));
                History history = SqliteHistory.open(taken, Clock.systemUTC())) {
            long newest = history.sensors().get(0).last();
            try (SteadyIngest ingest = new SteadyIngest(history, new PlantReadings(SENSORS, newest + 1000, true))) {
                ingest.start();
                new HistoryQuestions(history).run(ingest);
            }
        }
    }

    private interface Commit {
        void run() throws SQLException, HistoryException;
    }
}
