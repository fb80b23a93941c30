package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;

/** A history beside a simple list that keeps the same: 90 000 readings of two sensors, some late, some twice, some missing. */
final class HistoryComparison implements AutoCloseable {
    private static final long HOUR = 3_600_000;

    private final History history;
    private final MemoryHistory simple = new MemoryHistory();
    private final Random random = new Random(42);

    HistoryComparison(History history) {
        this.history = history;
    }

    /** Both answer the same, whatever is asked of them and when. */
    void run(long start) throws HistoryException {
        for (int batch = 0; batch < 60; batch++) {
            List<Reading> readings = batch(start, batch);
            history.append(readings);
            simple.append(readings);
            if (batch % 10 == 9) {
                assertSame();
            }
        }
    }

    private List<Reading> batch(long start, int batch) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            long time = start + (batch * 1500L + i) * 250;
            long late = random.nextInt(20) == 0 ? random.nextInt(7_200_000) : 0;
            double value = Math.rint(random.nextGaussian() * 1000) / 100;
            readings.add(new Reading(SensorId.parse(i % 3 == 0 ? "b/y" : "a/x"), time - late, value));
            if (random.nextInt(50) == 0) {
                readings.add(readings.get(readings.size() - 1));
            }
        }
        return readings;
    }

    private void assertSame() throws HistoryException {
        assertThat(history.sensors()).isEqualTo(simple.sensors());
        assertThat(history.size().readings()).isEqualTo(simple.size().readings());
        for (SensorExtent extent : simple.sensors()) {
            assertSameBetween(extent.sensor(), extent.first() + random.nextInt(3_600_000));
        }
    }

    private void assertSameBetween(SensorId sensor, long from) throws HistoryException {
        long to = from + 1 + random.nextInt(7_200_000);
        assertThat(AskedHistory.readings(history, sensor, from, to))
                .isEqualTo(AskedHistory.readings(simple, sensor, from, to));
        assertThat(history.count(sensor, from, to)).isEqualTo(simple.count(sensor, from, to));
        for (long width : new long[] {1 + random.nextInt(500), 60_000, 2 * HOUR}) {
            assertSameBuckets(sensor, from, to, width);
        }
    }

    private void assertSameBuckets(SensorId sensor, long from, long to, long width) throws HistoryException {
        List<Bucket> found = AskedHistory.buckets(history, sensor, from, to, width);
        List<Bucket> expected = AskedHistory.buckets(simple, sensor, from, to, width);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            Bucket bucket = found.get(i);
            Bucket other = expected.get(i);
            assertThat(bucket.mean()).isCloseTo(other.mean(), within(1e-9));
            assertThat(new Bucket(bucket.start(), bucket.min(), bucket.max(), other.mean(), bucket.count()))
                    .isEqualTo(other);
        }
    }

    @Override
    public void close() {
        simple.close();
    }
}
