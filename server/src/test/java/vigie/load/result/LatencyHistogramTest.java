package vigie.load.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private final LatencyHistogram times = new LatencyHistogram();

    @Test
    void nothing_isZero() {
        assertThat(times.count()).isZero();
        assertThat(times.percentileMicros(0.99)).isZero();
        assertThat(times.maxMicros()).isZero();
    }

    @Test
    void shortTimes_areExact() {
        for (int micros = 1; micros <= 200; micros++) {
            times.record(micros);
        }
        assertThat(times.percentileMicros(0.5)).isEqualTo(100);
        assertThat(times.percentileMicros(0.99)).isEqualTo(198);
        assertThat(times.percentileMicros(1)).isEqualTo(200);
        assertThat(times.percentileMicros(0)).isEqualTo(1);
    }

    @Test
    void anyTimes_percentilesAreNeverTooSmall_andByLittleTooLarge() {
        Random random = new Random(7);
        long[] all = random.longs(20_000, 0, 32)
                .map(bits -> random.nextLong(1L << bits))
                .toArray();
        Arrays.stream(all).forEach(times::record);
        Arrays.sort(all);
        for (double share : new double[] {0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
            long exact = all[(int) Math.ceil(share * all.length) - 1];
            assertThat(times.percentileMicros(share))
                    .as("percentile of %s", share)
                    .isBetween(exact, exact + exact / LatencyHistogram.PARTS + 1);
        }
        assertThat(times.count()).isEqualTo(all.length);
    }

    @Test
    void everyPowerOfTwo_andItsNeighbours_areNotTooSmall() {
        for (int bits = 0; bits < 32; bits++) {
            for (long micros = Math.max(0, (1L << bits) - 1); micros <= (1L << bits) + 1; micros++) {
                LatencyHistogram two = new LatencyHistogram();
                two.record(micros);
                two.record(LatencyHistogram.LONGEST_MICROS);
                assertThat(two.percentileMicros(0.5)).isBetween(micros, micros + micros / LatencyHistogram.PARTS);
            }
        }
    }

    @Test
    void tooLong_countsAsTheLongest_andTheLongestIsTold() {
        times.record(1L << 40);
        assertThat(times.percentileMicros(0.5)).isEqualTo(LatencyHistogram.LONGEST_MICROS);
        assertThat(times.maxMicros()).isEqualTo(1L << 40);
    }

    @Test
    void negative_countsAsNone() {
        times.record(-5);
        assertThat(times.count()).isEqualTo(1);
        assertThat(times.percentileMicros(1)).isZero();
    }
}
