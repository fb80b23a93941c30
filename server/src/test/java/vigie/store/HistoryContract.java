package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/** What every {@link History} does, whatever keeps it. */
public abstract class HistoryContract {
    protected static final long START = 1_763_875_200_000L;
    private static final long SECOND = 1000;
    private static final long HOUR = 3_600_000;
    private static final SensorId X = SensorId.parse("a/x");
    private static final SensorId Y = SensorId.parse("b/y");

    protected History history;

    /** An empty one. */
    protected abstract History open() throws Exception;

    @BeforeEach
    final void begin() throws Exception {
        history = open();
    }

    @AfterEach
    final void end() {
        history.close();
    }

    @Test
    void empty_knowsNothing() throws HistoryException {
        assertThat(history.sensors()).isEmpty();
        assertThat(history.size().readings()).isZero();
        assertThat(all(X)).isEmpty();
        assertThat(buckets(X, 0, Long.MAX_VALUE, 1000)).isEmpty();
        assertThat(history.count(X, Long.MIN_VALUE, Long.MAX_VALUE)).isZero();
        assertThat(history.dropBefore(Long.MAX_VALUE, 10)).isZero();
    }

    @Test
    void append_nothing_keepsNothing() throws HistoryException {
        history.append(List.of());
        assertThat(history.sensors()).isEmpty();
    }

    @Test
    void readings_ofOneSensor_comeByTime_fromIncluded_toExcluded() throws HistoryException {
        history.append(List.of(
                reading("a/x", START, 1),
                reading("b/y", START, 9),
                reading("a/x", START + 1, 2),
                reading("a/x", START + 2, 3)));
        assertThat(range(X, START, START + 2)).containsExactly(reading("a/x", START, 1), reading("a/x", START + 1, 2));
        assertThat(range(X, START + 2, START + 2)).isEmpty();
        assertThat(range(X, START + 3, START)).isEmpty();
        assertThat(all(Y)).containsExactly(reading("b/y", START, 9));
        assertThat(history.count(X, START + 1, START + 3)).isEqualTo(2);
    }

    @Test
    void append_lateAndOutOfOrder_comesByTime() throws HistoryException {
        history.append(List.of(reading("a/x", START + 5, 5), reading("a/x", START + 1, 1)));
        history.append(List.of(reading("a/x", START + 3, 3), reading("a/x", START - HOUR, 0)));
        assertThat(all(X)).extracting(Reading::value).containsExactly(0.0, 1.0, 3.0, 5.0);
        assertThat(history.sensors()).containsExactly(new SensorExtent(X, START - HOUR, START + 5, 4));
    }

    @Test
    void append_equalReadings_areAllKept_inTheOrderTheyCame() throws HistoryException {
        history.append(List.of(reading("a/x", START, 2), reading("a/x", START, 1), reading("a/x", START, 2)));
        history.append(List.of(reading("a/x", START, 1), reading("a/x", START, 2)));
        assertThat(all(X)).extracting(Reading::value).containsExactly(2.0, 1.0, 2.0, 1.0, 2.0);
        assertThat(history.count(X, START, START + 1)).isEqualTo(5);
    }

    @Test
    void append_everyKindOfFiniteValue_comesBackBitByBit() throws HistoryException {
        double[] values = {
            0.0, -0.0, 21.55, -1e-3, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 0.1 + 0.2, 1e15
        };
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            readings.add(reading("a/x", START + i, values[i]));
        }
        history.append(readings);
        assertThat(all(X)).isEqualTo(readings);
    }

    @Test
    void append_timesLongAgoAndFarAhead_areTimesLikeOthers() throws HistoryException {
        history.append(List.of(reading("a/x", -5, 1), reading("a/x", 0, 2), reading("a/x", 1L << 52, 3)));
        assertThat(all(X)).extracting(Reading::epochMillis).containsExactly(-5L, 0L, 1L << 52);
        assertThat(buckets(X, -1000, 1000, 10)).containsExactly(new Bucket(-10, 1, 1, 1, 1), new Bucket(0, 2, 2, 2, 1));
    }

    @Test
    void sensors_areSorted_withFirstLastAndCount() throws HistoryException {
        history.append(List.of(reading("b/y", START, 1), reading("a/x", START + 7, 1), reading("a/x", START + 3, 1)));
        assertThat(history.sensors())
                .containsExactly(new SensorExtent(X, START + 3, START + 7, 2), new SensorExtent(Y, START, START, 1));
        assertThat(history.size().readings()).isEqualTo(3);
    }

    @Test
    void describe_isWhatTheSensorIsCalledFromThenOn_alsoBeforeItsFirstReading() throws HistoryException {
        history.append(List.of(reading("a/x", START, 1)));
        history.describe(List.of(info(X, "Oven", "°C"), info(Y, "Air", null)));
        assertThat(history.sensors()).containsExactly(new SensorExtent(X, "Oven", "°C", START, START, 1));
        history.append(List.of(reading("b/y", START, 2)));
        history.describe(List.of(info(X, "Kiln", null)));
        assertThat(history.sensors())
                .containsExactly(
                        new SensorExtent(X, "Kiln", null, START, START, 1),
                        new SensorExtent(Y, "Air", null, START, START, 1));
    }

    @Test
    void newest_isTheLatestOfEachSensor_ofOneTimeTheLastThatCame_inTheOrderOfTheirFirst() throws HistoryException {
        assertThat(history.newest()).isEmpty();
        history.append(List.of(reading("b/y", START, 1), reading("a/x", START + 7, 2), reading("a/x", START + 3, 3)));
        history.append(List.of(reading("a/x", START + 7, 4), reading("a/x", START - HOUR, 5)));
        assertThat(history.newest()).containsExactly(reading("b/y", START, 1), reading("a/x", START + 7, 4));
    }

    private static SensorInfo info(SensorId id, String name, @Nullable String unit) {
        return new SensorInfo(id, name, unit, null, null);
    }

    @Test
    void buckets_lieOnAbsoluteTime_emptyOnesAreLeftOut() throws HistoryException {
        history.append(List.of(
                reading("a/x", START + 1, 1),
                reading("a/x", START + 9, 3),
                reading("a/x", START + 10, 7),
                reading("a/x", START + 35, -2)));
        assertThat(buckets(X, START, START + 100, 10))
                .containsExactly(
                        new Bucket(START, 1, 3, 2, 2),
                        new Bucket(START + 10, 7, 7, 7, 1),
                        new Bucket(START + 30, -2, -2, -2, 1));
    }

    @Test
    void buckets_atTheEdges_holdOnlyWhatIsInTheRange() throws HistoryException {
        history.append(
                List.of(reading("a/x", START + 1, 1), reading("a/x", START + 4, 4), reading("a/x", START + 12, 12)));
        assertThat(buckets(X, START + 2, START + 12, 10)).containsExactly(new Bucket(START, 4, 4, 4, 1));
    }

    @Test
    void buckets_ofTheLargestValues_haveAMean() throws HistoryException {
        history.append(List.of(reading("a/x", START, Double.MAX_VALUE), reading("a/x", START + 1, Double.MAX_VALUE)));
        Bucket bucket = buckets(X, START, START + 10, 10).get(0);
        assertThat(bucket.mean()).isFinite().isBetween(Double.MAX_VALUE * 0.999, Double.MAX_VALUE);
    }

    /** Enough for every way in which an implementation may store them; some late, some twice, some missing. */
    @Test
    void manyReadings_someLateSomeTwice_answerAsASimpleListWould() throws Exception {
        try (HistoryComparison comparison = new HistoryComparison(history)) {
            comparison.run(START);
        }
    }

    @Test
    void dropBefore_dropsTheOldestFirst_inSteps_andThenNothing() throws HistoryException {
        long hours = 6;
        for (int hour = 0; hour < hours; hour++) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < 3600; i += 2) {
                readings.add(reading("a/x", START + hour * HOUR + i * SECOND, i));
                readings.add(reading("b/y", START + hour * HOUR + i * SECOND, i));
            }
            history.append(readings);
        }
        long before = history.size().readings();
        long first = history.dropBefore(START + 3 * HOUR, 500);
        assertThat(first).isPositive().isLessThan(before / 2);
        assertThat(history.size().readings()).isEqualTo(before - first);
        assertThat(all(X).get(0).epochMillis()).isLessThan(START + 2 * HOUR);

        dropAllBefore(START + 3 * HOUR);
        assertThat(history.dropBefore(START + 3 * HOUR, 500)).isZero();
        for (SensorExtent extent : history.sensors()) {
            assertThat(extent.first()).isBetween(START + 2 * HOUR, START + 3 * HOUR);
            assertThat(range(extent.sensor(), START + 3 * HOUR, Long.MAX_VALUE)).hasSize(3 * 1800);
            assertThat(all(extent.sensor())).hasSize((int) extent.count());
        }
    }

    @Test
    void dropBefore_everything_leavesNothing_andTheNextAppendIsKept() throws HistoryException {
        history.append(List.of(reading("a/x", START, 1), reading("b/y", START + 2 * HOUR, 2)));
        dropAllBefore(Long.MAX_VALUE);
        assertThat(history.sensors()).isEmpty();
        assertThat(history.size().readings()).isZero();
        history.append(List.of(reading("a/x", START + 1, 5)));
        assertThat(all(X)).containsExactly(reading("a/x", START + 1, 5));
    }

    private void dropAllBefore(long time) throws HistoryException {
        long dropped;
        do {
            long before = history.size().readings();
            dropped = history.dropBefore(time, 500);
            assertThat(history.size().readings()).isEqualTo(before - dropped);
        } while (dropped > 0);
    }

    /** Each append holds as many readings of one sensor as of the other, all of one value. */
    @Test
    void questions_whileAnotherThreadAppends_seeWholeAppendsOnly() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> appender = CompletableFuture.runAsync(() -> appendBatches(300, done));
        try {
            while (!done.get()) {
                List<Reading> seen = all(X);
                assertThat(seen.size() % 100).isZero();
                long other = history.count(Y, Long.MIN_VALUE, Long.MAX_VALUE);
                assertThat(other % 100).isZero();
                assertThat(other).isGreaterThanOrEqualTo(seen.size());
                long total = history.sensors().stream()
                        .mapToLong(SensorExtent::count)
                        .sum();
                assertThat(total % 200).isZero();
            }
        } finally {
            appender.join();
        }
        assertThat(all(X)).hasSize(30_000);
    }

    private void appendBatches(int batches, AtomicBoolean done) {
        try {
            for (int batch = 0; batch < batches; batch++) {
                List<Reading> readings = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    readings.add(reading("a/x", START + batch * 100L + i, batch));
                    readings.add(reading("b/y", START + batch * 100L + i, batch));
                }
                history.append(readings);
            }
        } catch (HistoryException e) {
            throw new AssertionError(e);
        } finally {
            done.set(true);
        }
    }

    @Test
    void closed_refusesEverything_andMayBeClosedAgain() {
        history.close();
        history.close();
        assertThatThrownBy(() -> history.append(List.of(reading("a/x", 1, 1)))).isInstanceOf(HistoryException.class);
        assertThatThrownBy(() -> all(X)).isInstanceOf(HistoryException.class);
        assertThatThrownBy(history::sensors).isInstanceOf(HistoryException.class);
        assertThatThrownBy(history::size).isInstanceOf(HistoryException.class);
    }

    protected static Reading reading(String sensor, long epochMillis, double value) {
        return new Reading(SensorId.parse(sensor), epochMillis, value);
    }

    protected final List<Reading> all(SensorId sensor) throws HistoryException {
        return range(sensor, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private List<Reading> range(SensorId sensor, long from, long to) throws HistoryException {
        return AskedHistory.readings(history, sensor, from, to);
    }

    private List<Bucket> buckets(SensorId sensor, long from, long to, long width) throws HistoryException {
        return AskedHistory.buckets(history, sensor, from, to, width);
    }
}
