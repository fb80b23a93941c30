package vigie.bench;

import java.util.List;
import vigie.sensor.SensorId;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.SensorExtent;

/** What a page asks, again and again, and how long it takes. */
final class HistoryQuestions {
    private static final long DAY = 86_400_000;
    private static final long BUCKET = DAY / 1000;
    private static final int WARM_UP = 30;

    private final History history;
    private final List<SensorId> sensors;
    private long seen;

    HistoryQuestions(History history) throws HistoryException {
        this.history = history;
        sensors = history.sensors().stream().map(SensorExtent::sensor).toList();
    }

    void run(SteadyIngest ingest) throws HistoryException {
        measure(
                "5 min × 1 sensor, raw",
                500,
                i -> history.readings(
                        sensor(i), ingest.newestMillis() - 300_000, ingest.newestMillis(), (time, value) -> seen++));
        measure("24 h × 1 sensor in 1000 buckets", 500, i -> buckets(sensor(i), ingest.newestMillis()));
        measure("24 h × 20 sensors in 1000 buckets", 200, i -> {
            long to = ingest.newestMillis();
            for (int more = 0; more < 20; more++) {
                buckets(sensor(i * 20 + more), to);
            }
        });
        System.out.println("(" + seen + " readings and buckets given)");
    }

    private SensorId sensor(int index) {
        return sensors.get(index % sensors.size());
    }

    private void buckets(SensorId sensor, long to) throws HistoryException {
        history.buckets(sensor, to - DAY, to, BUCKET, bucket -> seen++);
    }

    private static void measure(String what, int times, Question question) throws HistoryException {
        Latencies latencies = new Latencies();
        for (int i = -WARM_UP; i < times; i++) {
            long begin = System.nanoTime();
            question.ask(i + WARM_UP);
            if (i >= 0) {
                latencies.add(System.nanoTime() - begin);
            }
        }
        System.out.println(what + ": " + latencies.describe());
    }

    private interface Question {
        void ask(int index) throws HistoryException;
    }
}
