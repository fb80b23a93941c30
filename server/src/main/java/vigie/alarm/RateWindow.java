package vigie.alarm;

import java.time.Duration;

/**
 * How fast a sensor's values change: from the reading that is as old as the window, or the last one before, to the newest. Until
 * there is one as old, the change since the first reading counts as spread over the whole window, so that noise between two
 * readings close together is no rate. Holds at most {@value #SAMPLES} readings of the window, evenly spread.
 */
final class RateWindow {
    private static final int SAMPLES = 34;
    private static final int SPREAD = 32;
    private static final double MILLIS = 1000;

    private final long overMillis;
    private final long spacingMillis;
    private final long[] times = new long[SAMPLES];
    private final double[] values = new double[SAMPLES];
    /** The oldest, and how many from there on. */
    private int first;

    private int size;

    RateWindow(Duration over) {
        overMillis = over.toMillis();
        spacingMillis = Math.max(1, overMillis / SPREAD);
    }

    /** Takes a reading, not older than the last, and returns the rate in units per second. */
    double rate(long epochMillis, double value) {
        forgetOlderThan(epochMillis - overMillis);
        if (size == 0) {
            keep(epochMillis, value);
            return 0;
        }
        double change = value - values[first];
        double rate = change * MILLIS / Math.max(overMillis, epochMillis - times[first]);
        if (epochMillis - times[at(size - 1)] >= spacingMillis) {
            keep(epochMillis, value);
        }
        return rate;
    }

    void clear() {
        size = 0;
    }

    /** All but the last one that is as old as that. */
    private void forgetOlderThan(long epochMillis) {
        while (size > 1 && times[at(1)] <= epochMillis) {
            first = at(1);
            size--;
        }
    }

    private void keep(long epochMillis, double value) {
        if (size == SAMPLES) {
            first = at(1);
            size--;
        }
        times[at(size)] = epochMillis;
        values[at(size)] = value;
        size++;
    }

    private int at(int i) {
        return (first + i) % SAMPLES;
    }
}
