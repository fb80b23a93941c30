package vigie.store.sqlite.block;

/** The lowest, highest and mean of values that come one by one or summed up already. Not thread-safe. */
public final class ValueSummary {
    /** Sums are kept so much smaller, which costs no precision, that not even the largest values overflow. */
    private static final double SCALE = 0x1p-64;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double scaledSum;
    private long count;

    public static ValueSummary of(TimedValues readings, int begin, int end) {
        ValueSummary summary = new ValueSummary();
        for (int i = begin; i < end; i++) {
            summary.add(readings.value(i));
        }
        return summary;
    }

    void add(double value) {
        add(value, value, value, 1);
    }

    void add(double lowest, double highest, double itsMean, long howMany) {
        min = Math.min(min, lowest);
        max = Math.max(max, highest);
        scaledSum += itsMean * SCALE * howMany;
        count += howMany;
    }

    public double min() {
        return min;
    }

    public double max() {
        return max;
    }

    /** Never outside of the values, whatever rounding does. */
    public double mean() {
        return Math.max(min, Math.min(max, scaledSum / count / SCALE));
    }

    long count() {
        return count;
    }
}
