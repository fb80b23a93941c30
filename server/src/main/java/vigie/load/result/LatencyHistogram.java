package vigie.load.result;

/**
 * Counts durations in fixed memory: each power of two is divided into {@value #PARTS} equal parts, so a percentile is at most
 * 1/{@value #PARTS} too large, and never too small. Up to {@value #LONGEST_MICROS} µs, a little more than an hour; what is longer counts as
 * that, and {@link #maxMicros} tells it exactly. Not thread-safe.
 */
final class LatencyHistogram {
    private static final int PARTS_BITS = 7;
    static final int PARTS = 1 << PARTS_BITS;
    static final long LONGEST_MICROS = (1L << 32) - 1;

    private final long[] counts = new long[indexOf(LONGEST_MICROS) + 1];
    private long total;
    private long max;

    /** A negative duration, as between two clocks, counts as none. */
    void record(long micros) {
        long value = Math.max(0, micros);
        counts[indexOf(Math.min(value, LONGEST_MICROS))]++;
        total++;
        max = Math.max(max, value);
    }

    long count() {
        return total;
    }

    /** The longest, exactly; 0 when there was none. */
    long maxMicros() {
        return max;
    }

    /**
     * The duration that this share of all does not exceed; 0 when there was none.
     *
     * @param share 0 to 1, such as 0.99
     */
    long percentileMicros(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(upperEnd(i), max);
            }
        }
        return max;
    }

    /** Below {@code 2 * PARTS} each value has its own counter; above, the leading bits choose it. */
    private static int indexOf(long value) {
        int shift = shiftOf(value);
        return shift * PARTS + (int) (value >>> shift);
    }

    private static int shiftOf(long value) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - PARTS_BITS - 1);
    }

    private static long upperEnd(int index) {
        int shift = Math.max(0, index / PARTS - 1);
        long leading = index - (long) shift * PARTS;
        return ((leading + 1) << shift) - 1;
    }
}
