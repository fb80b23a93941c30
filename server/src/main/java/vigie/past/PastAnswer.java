package vigie.past;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vigie.protocol.Place;
import vigie.protocol.document.SeriesWriter;
import vigie.store.History;
import vigie.store.HistoryException;

/**
 * An answer about the past, before it is read. It is read in slices while it is written, so its length costs no memory; no
 * question to the history is open while the writer waits. One thread at a time.
 */
public final class PastAnswer {
    /** How many points an answer for the screen may have; exports may have any number: {@value}. */
    public static final long MAX_POINTS = 1_000_000;

    private final History history;
    private final Range range;
    private final Place kept;
    private final List<Series> series;
    private boolean begun;
    private int next;
    private @Nullable SeriesSlices slices;

    /** What time it covers, and in buckets of which width; 0: readings. */
    record Range(long from, long to, long width) {}

    PastAnswer(History history, Range range, Place kept, List<Series> series) {
        this.history = history;
        this.range = range;
        this.kept = kept;
        this.series = List.copyOf(series);
    }

    /** How many points it has, readings or buckets; at most about so many. */
    public long points() {
        return series.stream().mapToLong(one -> one.points(range.width())).sum();
    }

    /**
     * Refuses what is too much for the screen.
     *
     * @throws QueryException when it has more than {@link #MAX_POINTS} points
     */
    public void requireScreenful() throws QueryException {
        long points = points();
        if (points > MAX_POINTS) {
            throw new QueryException("points: " + points + " (expected: at most " + MAX_POINTS
                    + "; ask for a shorter range, " + (range.width() == 0 ? "for buckets" : "fewer buckets")
                    + ", fewer sensors, or use /api/export.json)");
        }
    }

    /**
     * Reads and writes all of it, sensor by sensor, by time.
     *
     * @throws HistoryException when the history cannot be read
     * @throws IOException when the writer cannot write
     */
    public void writeTo(SeriesWriter out) throws HistoryException, IOException {
        boolean complete = false;
        while (!complete) {
            complete = writeSome(out, () -> false);
        }
    }

    /**
     * Reads and writes the next slice, or as much of it as is wanted. What was read and not written is read again the next time: while it waits it holds no
     * readings.
     *
     * @param out the same each time
     * @param full whether to stop for now
     * @return whether the answer is complete
     */
    public boolean writeSome(SeriesWriter out, BooleanSupplier full) throws HistoryException, IOException {
        if (!begun) {
            begun = true;
            out.begin(range.from(), range.to(), range.width(), kept);
        }
        if (next < series.size()) {
            if (slices == null) {
                slices = begin(series.get(next), out);
            }
            if (slices.writeSome(out, full)) {
                slices = null;
                next++;
            }
            return false;
        }
        out.end();
        return true;
    }

    private SeriesSlices begin(Series one, SeriesWriter out) throws IOException {
        out.series(one.sensor());
        return range.width() == 0 ? new ReadingSlices(history, one) : new BucketSlices(history, one, range.width());
    }
}
