package vigie.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.protocol.Place;
import vigie.sensor.Reading;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.store.Bucket;
import vigie.store.HistoryException;
import vigie.store.MemoryHistory;

final class ArchiveTest {
    private static final SensorId OVEN = SensorId.parse("bench/oven");
    private static final SensorId LIGHT = SensorId.parse("demo/light");
    private static final Place KEPT = new Place("9f2c61d0", 48_213);
    private static final long START = 1_763_875_200_000L;

    private final MemoryHistory history = new MemoryHistory();
    private final Archive archive = new Archive(
            history,
            extent -> SensorSettings.NONE.describe(extent.sensor(), extent.nameOrChannel(), "u"),
            () -> KEPT,
            new TestClock(START));

    @Test
    void globs_chooseSensors_inOrderOfTheirIds() throws Exception {
        keep(new Reading(LIGHT, START, 1), new Reading(OVEN, START, 2));
        assertThat(ask("*", 0, START + 1, 0).readings)
                .containsExactly(new Reading(OVEN, START, 2), new Reading(LIGHT, START, 1));
        assertThat(ask("demo/*", 0, START + 1, 0).readings).containsExactly(new Reading(LIGHT, START, 1));
        WrittenSeries nothing = ask("nobody/*", 0, START + 1, 0);
        assertThat(nothing.sensors).isEmpty();
        assertThat(nothing.complete).isTrue();
    }

    @Test
    void range_includesItsBeginningNotItsEnd_andSensorsWithoutReadings() throws Exception {
        keep(new Reading(OVEN, START, 1), new Reading(OVEN, START + 10, 2), new Reading(LIGHT, START + 20, 3));
        WrittenSeries written = ask("*", START, START + 10, 0);
        assertThat(written.readings).containsExactly(new Reading(OVEN, START, 1));
        assertThat(written.sensors).extracting(sensor -> sensor.id()).containsExactly(OVEN, LIGHT);
        assertThat(ask("*", START + 1, START + 10, 0).readings).isEmpty();
    }

    @Test
    void readings_asLongAsNoSensorHasMoreThanBuckets() throws Exception {
        for (int i = 0; i < 100; i++) {
            keep(new Reading(OVEN, START + i * 1000L, i));
        }
        keep(new Reading(LIGHT, START, 7));
        assertThat(ask("*", START, START + 100_000, 100).width).isZero();
        WrittenSeries written = ask("*", START, START + 100_000, 99);
        assertThat(written.width).isEqualTo(2000);
        assertThat(written.buckets.get(OVEN)).hasSize(50).contains(new Bucket(START + 2000, 2, 3, 2.5, 2));
        assertThat(written.buckets.get(LIGHT)).containsExactly(new Bucket(START, 7, 7, 7, 1));
        assertThat(ask("demo/*", START, START + 100_000, 1).width).isZero();
    }

    @Test
    void bucketsAtTheEdges_holdTheRangeOnly() throws Exception {
        for (int i = 0; i < 100; i++) {
            keep(new Reading(OVEN, START + i * 100L, i));
        }
        WrittenSeries written = ask("*", START + 500, START + 2500, 3);
        assertThat(written.width).isEqualTo(1000);
        assertThat(written.buckets.get(OVEN))
                .extracting(Bucket::start, Bucket::min, Bucket::max, Bucket::count)
                .containsExactly(
                        tuple(START, 5.0, 9.0, 5L),
                        tuple(START + 1000, 10.0, 19.0, 10L),
                        tuple(START + 2000, 20.0, 24.0, 5L));
    }

    /** Bursts, pauses of years, many of one millisecond, late ones: whatever the slices are, all comes once and in order. */
    @Test
    void anyReadings_comeAsTheyAreKept_inSlices() throws Exception {
        List<Reading> readings = unevenReadings();
        history.append(readings);
        List<Reading> byTime = new ArrayList<>(readings);
        byTime.sort(Comparator.comparingLong(Reading::epochMillis));
        assertThat(ask("*", 0, QueryTime.LAST, 0).readings).isEqualTo(byTime);
        long from = byTime.get(12_345).epochMillis();
        long to = byTime.get(43_210).epochMillis();
        assertThat(ask("*", from, to, 0).readings)
                .isEqualTo(byTime.stream()
                        .filter(reading -> reading.epochMillis() >= from && reading.epochMillis() < to)
                        .toList());
    }

    @Test
    void manyBuckets_comeInSlices_asIfAskedAtOnce() throws Exception {
        Random random = new Random(5);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            readings.add(new Reading(OVEN, START + random.nextInt(9_000_000), random.nextInt(1000)));
        }
        history.append(readings);
        WrittenSeries written = ask("*", START, START + 9_000_000, 9_001);
        assertThat(written.width).isEqualTo(1000);
        List<Bucket> atOnce = new ArrayList<>();
        history.buckets(OVEN, START, START + 9_000_000, 1000, atOnce::add);
        assertThat(atOnce).hasSizeGreaterThan(2 * BucketSlices.MOST);
        assertThat(written.buckets.get(OVEN)).isEqualTo(atOnce);
    }

    @Test
    void points_areThoseThatCome_andTooManyForAScreenAreRefused() throws Exception {
        history.append(unevenReadings());
        PastAnswer raw = answer("*", 0, QueryTime.LAST, 0);
        WrittenSeries written = new WrittenSeries();
        raw.writeTo(written);
        assertThat(raw.points()).isEqualTo(written.readings.size());
        raw.requireScreenful();
        assertThat(answer("*", START, START + 60_000, 60).points()).isBetween(1L, 60L);
        PastAnswer tooMuch = new PastAnswer(
                history,
                new PastAnswer.Range(0, 1, 0),
                KEPT,
                List.of(new Series(SensorSettings.NONE.describe(OVEN, "oven", null), 0, 1, 1_000_001)));
        assertThatThrownBy(tooMuch::requireScreenful)
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith(
                        "points: 1000001 (expected: at most 1000000; ask for a shorter range, for buckets,");
    }

    private static List<Reading> unevenReadings() {
        Random random = new Random(3);
        List<Reading> readings = new ArrayList<>();
        long time = START;
        for (int i = 0; i < 60_000; i++) {
            int dice = random.nextInt(10_000);
            if (dice == 0) {
                time += 1L << random.nextInt(36);
            } else if (dice < 500) {
                time += random.nextInt(5);
            } else if (dice < 510) {
                time -= random.nextInt(1000);
            }
            readings.add(new Reading(OVEN, time, i));
        }
        for (int i = 0; i < 2 * ReadingSlices.MOST; i++) {
            readings.add(new Reading(OVEN, time, -i));
        }
        return readings;
    }

    private void keep(Reading... readings) throws HistoryException {
        history.append(List.of(readings));
    }

    private WrittenSeries ask(String glob, long from, long to, int buckets) throws HistoryException, IOException {
        WrittenSeries written = new WrittenSeries();
        answer(glob, from, to, buckets).writeTo(written);
        return written;
    }

    private PastAnswer answer(String glob, long from, long to, int buckets) throws HistoryException {
        return archive.answer(new HistoryQuery(List.of(new SensorGlob(glob)), from, to, buckets));
    }
}
