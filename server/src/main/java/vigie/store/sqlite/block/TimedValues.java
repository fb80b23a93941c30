package vigie.store.sqlite.block;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Times and values of one sensor in two columns, without an object for each reading. Not thread-safe. */
public final class TimedValues {
    private static final int LEAST_CAPACITY = 16;

    private long[] times;
    private double[] values;
    private int size;

    public TimedValues() {
        this(LEAST_CAPACITY);
    }

    public TimedValues(int capacity) {
        times = new long[capacity];
        values = new double[capacity];
    }

    public void add(long epochMillis, double value) {
        if (size == times.length) {
            int capacity = Math.max(LEAST_CAPACITY, size * 2);
            long[] moreTimes = Arrays.copyOf(times, capacity);
            double[] moreValues = Arrays.copyOf(values, capacity);
            times = moreTimes;
            values = moreValues;
        }
        times[size] = epochMillis;
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    public long time(int index) {
        return times[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** The first place whose time is not before this one; they must be sorted. */
    public int placeOf(long epochMillis) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < epochMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean isFinite() {
        for (int i = 0; i < size; i++) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** By time; what has one time stays in its order. */
    void sort() {
        if (isSorted()) {
            return;
        }
        long[] unsorted = times.clone();
        double[] unsortedValues = values.clone();
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(index -> unsorted[index]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < size; i++) {
            times[i] = unsorted[order[i]];
            values[i] = unsortedValues[order[i]];
        }
    }

    boolean isSorted() {
        for (int i = 1; i < size; i++) {
            if (times[i] < times[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
