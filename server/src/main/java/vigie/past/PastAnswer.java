package vigie.past;

import java.io.IOException;
import java.util.List;
import vigie.history.History;
import vigie.history.HistoryException;
import vigie.protocol.Place;
import vigie.protocol.SeriesWriter;

/**
 * An answer about the past, before it is read. It is read in slices while it is written, so its length costs no memory; no
 * question to the history is open while the writer waits. One thread.
 */
public final class PastAnswer {
    /** How many points an answer for the screen may have; exports may have any number: {@value}. */
    public static final long MAX_POINTS = 1_000_000;

    private final History history;
    private final Range range;
    private final Place kept;
    private final List<Series> series;

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
     * Reads and writes it, sensor by sensor, by time.
     *
     * @throws HistoryException when the history cannot be read
     * @throws IOException when the writer cannot write
     */
    public void writeTo(SeriesWriter out) throws HistoryException, IOException {
        long width = range.width();
        out.begin(range.from(), range.to(), width, kept);
        ReadingSlices readings = new ReadingSlices(history);
        BucketSlices buckets = new BucketSlices(history, width);
        for (Series one : series) {
            out.series(one.sensor());
            if (width == 0) {
                readings.write(one, out);
            } else {
                buckets.write(one, out);
            }
        }
        out.end();
    }
}
