package vigie.hub;

import java.util.Arrays;
import java.util.List;

/** Readings in columns that grow, all of them or none. Not thread-safe. */
final class Readings {
    private static final int INITIAL = 256;

    private SensorState[] sensors = new SensorState[INITIAL];
    private long[] times = new long[INITIAL];
    private double[] values = new double[INITIAL];
    private int size;

    int size() {
        return size;
    }

    void add(SensorState sensor, long epochMillis, double value) {
        ensure(size + 1);
        sensors[size] = sensor;
        times[size] = epochMillis;
        values[size++] = value;
    }

    void addAll(Readings other) {
        ensure(size + other.size);
        System.arraycopy(other.sensors, 0, sensors, size, other.size);
        System.arraycopy(other.times, 0, times, size, other.size);
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
    }

    SensorState sensor(int i) {
        return sensors[i];
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    void clear() {
        size = 0;
    }

    /** What it holds, as a batch. */
    Batch toBatch(long seq, long epochMillis, List<Change> changes) {
        return new Batch(
                seq,
                epochMillis,
                changes,
                Arrays.copyOf(sensors, size),
                Arrays.copyOf(times, size),
                Arrays.copyOf(values, size));
    }

    private void ensure(int wanted) {
        if (wanted <= sensors.length) {
            return;
        }
        int capacity = Math.max(wanted, sensors.length * 2);
        // All columns exist before the first is replaced: when memory runs out in between, nothing has changed.
        SensorState[] moreSensors = Arrays.copyOf(sensors, capacity);
        long[] moreTimes = Arrays.copyOf(times, capacity);
        double[] moreValues = Arrays.copyOf(values, capacity);
        sensors = moreSensors;
        times = moreTimes;
        values = moreValues;
    }
}
