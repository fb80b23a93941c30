package vigie.bench;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import vigie.sensor.Reading;
import vigie.store.History;
import vigie.store.HistoryException;

/** Appends 20 000 readings a second, in commits of 5000, on a thread of its own, and measures how long each takes. */
final class SteadyIngest implements AutoCloseable {
    private static final int COMMIT_READINGS = 5000;
    private static final long COMMIT_NANOS = 250_000_000;

    private final History history;
    private final PlantReadings readings;
    private final Thread thread = new Thread(this::run, "ingest");
    private final Latencies commits = new Latencies();

    private volatile boolean stopped;
    private volatile long newestMillis;

    SteadyIngest(History history, PlantReadings readings) {
        this.history = history;
        this.readings = readings;
        newestMillis = readings.nowMillis();
    }

    void start() {
        thread.start();
    }

    /** The time of the newest readings kept. */
    long newestMillis() {
        return newestMillis;
    }

    private void run() {
        long due = System.nanoTime();
        int times = COMMIT_READINGS / readings.sensors().size();
        try {
            while (!stopped) {
                List<Reading> batch = readings.next(times, (double) COMMIT_NANOS / 1_000_000 / times);
                long begin = System.nanoTime();
                history.append(batch);
                commits.add(System.nanoTime() - begin);
                newestMillis = readings.nowMillis();
                due += COMMIT_NANOS;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (HistoryException e) {
            System.err.println("ingest: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("commits of " + COMMIT_READINGS + " meanwhile: " + commits.describe());
    }
}
