package vigie.hub;

import java.util.List;
import vigie.sensor.SensorId;

/** What happened within one tick: changes, then readings in order of arrival. Immutable, columnar. */
public final class Batch {
    private final long seq;
    private final long epochMillis;
    private final List<Change> changes;
    private final SensorState[] sensors;
    private final long[] times;
    private final double[] values;

    Batch(long seq, long epochMillis, List<Change> changes, SensorState[] sensors, long[] times, double[] values) {
        this.seq = seq;
        this.epochMillis = epochMillis;
        this.changes = List.copyOf(changes);
        this.sensors = sensors;
        this.times = times;
        this.values = values;
    }

    /** Its number: one more than that of the batch before. */
    public long seq() {
        return seq;
    }

    /** When it was closed, epoch milliseconds by the hub's clock. */
    public long epochMillis() {
        return epochMillis;
    }

    /** What changed, in order; it comes before the readings. */
    public List<Change> changes() {
        return changes;
    }

    /** How many readings. */
    public int size() {
        return sensors.length;
    }

    /** The sensor of reading {@code i}, as its dense index 0, 1, 2 … */
    public int sensor(int i) {
        return sensors[i].index();
    }

    /** The sensor of reading {@code i}. */
    public SensorId id(int i) {
        return sensors[i].id();
    }

    /** The time of reading {@code i}, epoch milliseconds. */
    public long time(int i) {
        return times[i];
    }

    /** The value of reading {@code i}; finite. */
    public double value(int i) {
        return values[i];
    }
}
