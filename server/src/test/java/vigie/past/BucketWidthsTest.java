package vigie.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BucketWidthsTest {
    private static final long SECOND = 1000;
    private static final long DAY = 86_400_000;

    @ParameterizedTest
    @CsvSource({
        "60,      60,    1",
        "60,      59,    2",
        "900,     1000,  1",
        "3600,    1000,  5",
        "86400,   1000,  120",
        "604800,  1000,  900",
        "2592000, 1000,  3600",
        "2592000, 30,    86400",
        "2592000, 10,    259200",
        "2592000, 1,     2592000",
    })
    void width_isTheNarrowestThatIsEnough(long rangeSeconds, int most, long widthSeconds) {
        // A multiple of every width below.
        long from = 600 * 30 * DAY;
        assertThat(BucketWidths.narrowest(from, from + rangeSeconds * SECOND, most))
                .isEqualTo(widthSeconds * SECOND);
    }

    @Test
    void anyRange_hasAtMostSoManyBuckets_andNotFarFewer() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            long from = random.nextLong(QueryTime.LAST);
            long length = 1 + random.nextLong(1L << (1 + random.nextInt(47)));
            long to = Math.min(QueryTime.LAST + 1, from + length);
            int most = 1 + random.nextInt(1 << (1 + random.nextInt(13)));
            long width = BucketWidths.narrowest(from, to, most);
            assertThat(BucketWidths.count(from, to, width)).isBetween(1L, (long) most);
            if (width > SECOND && width <= DAY) {
                // The widths are at most a factor of 2.5 apart.
                assertThat(BucketWidths.count(from, to, width * 2 / 5)).isGreaterThan(most / 2);
            }
        }
    }

    @Test
    void wholeOfTime_inOneBucket() {
        long width = BucketWidths.narrowest(0, QueryTime.LAST, 1);
        assertThat(width % DAY).isZero();
        assertThat(BucketWidths.count(0, QueryTime.LAST, width)).isEqualTo(1);
    }

    @Test
    void count_ofNothing_isZero() {
        assertThat(BucketWidths.count(5, 5, 1000)).isZero();
        assertThat(BucketWidths.count(6, 5, 1000)).isZero();
        assertThat(BucketWidths.count(999, 1001, 1000)).isEqualTo(2);
    }
}
