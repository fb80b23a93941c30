package vigie.past;

import java.time.Duration;
import java.util.stream.LongStream;

/** Which widths buckets may have: round ones, so that a chart that moves on keeps the buckets it has. */
final class BucketWidths {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long[] ROUND = LongStream.concat(
                    LongStream.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800)
                            .map(seconds -> seconds * 1000),
                    LongStream.of(1, 2, 3, 6, 12, 24).map(hours -> hours * 3_600_000))
            .toArray();

    private BucketWidths() {}

    /** The narrowest that gives at most so many buckets; beyond a day as many whole days as it takes. */
    static long narrowest(long from, long to, int most) {
        for (long width : ROUND) {
            if (count(from, to, width) <= most) {
                return width;
            }
        }
        long days = Math.max(2, (to - from) / DAY / most);
        while (count(from, to, days * DAY) > most) {
            days++;
        }
        return days * DAY;
    }

    /** How many buckets of absolute time a range touches. */
    static long count(long from, long to, long width) {
        return from >= to ? 0 : Math.floorDiv(to - 1, width) - Math.floorDiv(from, width) + 1;
    }
}
