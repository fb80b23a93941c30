package vigie.past;

import java.io.IOException;
import java.util.Arrays;
import vigie.history.History;
import vigie.history.HistoryException;
import vigie.protocol.SeriesWriter;
import vigie.sensor.SensorId;

/** Reads readings in stretches of time that hold about as many as fit into memory, and hands each on when it is read. One thread. */
final class ReadingSlices {
    /** More are read at once only when they have the same millisecond: {@value}. */
    static final int MOST = 8192;

    private final History history;
    private long[] times = new long[MOST];
    private double[] values = new double[MOST];
    private int size;

    ReadingSlices(History history) {
        this.history = history;
    }

    /** Takes readings by time, and says whether it wants more. */
    @FunctionalInterface
    interface Sink {
        boolean reading(long epochMillis, double value) throws IOException;
    }

    void write(Series series, SeriesWriter out) throws HistoryException, IOException {
        read(series, (epochMillis, value) -> {
            out.reading(epochMillis, value);
            return true;
        });
    }

    /** Whether it was read to its end. */
    boolean read(Series series, Sink sink) throws HistoryException, IOException {
        SensorId sensor = series.sensor().id();
        long from = series.from();
        long length = series.to() - from;
        while (from < series.to()) {
            long to = Math.min(series.to(), from + length);
            // What is all there is needs no counting: it was.
            long count = to - from == series.to() - series.from() ? series.count() : history.count(sensor, from, to);
            if (count > MOST && to - from > 1) {
                length = (to - from) / 2;
            } else {
                read(sensor, from, to);
                if (!give(sink)) {
                    return false;
                }
                from = to;
                length = count < MOST / 3 ? 2 * length : length;
            }
        }
        return true;
    }

    private void read(SensorId sensor, long from, long to) throws HistoryException {
        size = 0;
        history.readings(sensor, from, to, this::add);
    }

    private void add(long epochMillis, double value) {
        if (size == times.length) {
            long[] moreTimes = Arrays.copyOf(times, 2 * size);
            double[] moreValues = Arrays.copyOf(values, 2 * size);
            times = moreTimes;
            values = moreValues;
        }
        times[size] = epochMillis;
        values[size++] = value;
    }

    private boolean give(Sink sink) throws IOException {
        for (int i = 0; i < size; i++) {
            if (!sink.reading(times[i], values[i])) {
                return false;
            }
        }
        return true;
    }
}
