package vigie.past;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import vigie.protocol.document.SeriesWriter;
import vigie.store.History;
import vigie.store.HistoryException;

/**
 * Reads readings in stretches of time that hold about as many as fit into memory, and hands each on when it is read. When it stops
 * within a stretch it forgets the rest, and reads that again when it goes on; so it learns how many are wanted at once. One thread at a
 * time.
 */
final class ReadingSlices implements SeriesSlices {
    /** More are read at once only when they have the same millisecond: {@value}. */
    static final int MOST = 8192;

    private static final int FEWEST = 512;

    private final History history;
    private final Series series;
    private long from;
    private long length;
    private int most = MOST;
    private long[] times = {};
    private double[] values = {};
    private int size;

    ReadingSlices(History history, Series series) {
        this.history = history;
        this.series = series;
        this.from = series.from();
        this.length = series.to() - from;
    }

    /** Takes readings by time. */
    @FunctionalInterface
    interface Sink {
        void reading(long epochMillis, double value) throws IOException;
    }

    @Override
    public boolean writeSome(SeriesWriter out, BooleanSupplier full) throws HistoryException, IOException {
        return readSome(out::reading, full);
    }

    /**
     * Reads the next slice, or as much of it as is wanted; at least one reading, if there is one. It stops only between two milliseconds.
     *
     * @param full whether to stop for now
     * @return whether the series was read to its end
     */
    boolean readSome(Sink sink, BooleanSupplier full) throws HistoryException, IOException {
        if (from >= series.to()) {
            return true;
        }
        long to = Math.min(series.to(), from + length);
        long count = count(to);
        while (count > most && to - from > 1) {
            length = (to - from) / 2;
            to = from + length;
            count = count(to);
        }
        read(from, to);
        int given = give(sink, full);
        if (given < size) {
            from = times[given];
            most = Math.max(FEWEST, Math.min(MOST, given));
        } else {
            from = to;
            length = count < most / 3 ? 2 * length : length;
        }
        times = new long[0];
        values = new double[0];
        return from >= series.to();
    }

    /** What is all there is needs no counting: it was. */
    private long count(long to) throws HistoryException {
        return from == series.from() && to == series.to()
                ? series.count()
                : history.count(series.sensor().id(), from, to);
    }

    private void read(long begin, long end) throws HistoryException {
        size = 0;
        history.readings(series.sensor().id(), begin, end, this::add);
    }

    private void add(long epochMillis, double value) {
        if (size == times.length) {
            int room = Math.max(FEWEST, 2 * size);
            // Grow both, then assign: memory may run out between the two.
            long[] moreTimes = Arrays.copyOf(times, room);
            double[] moreValues = Arrays.copyOf(values, room);
            times = moreTimes;
            values = moreValues;
        }
        times[size] = epochMillis;
        values[size++] = value;
    }

    /** How many were taken. */
    private int give(Sink sink, BooleanSupplier full) throws IOException {
        for (int i = 0; i < size; i++) {
            if (i > 0 && times[i] != times[i - 1] && full.getAsBoolean()) {
                return i;
            }
            sink.reading(times[i], values[i]);
        }
        return size;
    }
}
