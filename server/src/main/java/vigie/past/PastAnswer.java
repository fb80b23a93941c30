package vigie.past;

import java.io.IOException;
import java.util.List;
import vigie.history.History;
import vigie.history.HistoryException;
import vigie.protocol.SeriesWriter;

/**
 * An answer about the past, before it is read. It is read in slices while it is written, so its length costs no memory; no
 * question to the history is open while the writer waits. One thread.
 */
public final class PastAnswer {
    /** How many points an answer for the screen may have; exports may have any number: {@value}. */
    public static final long MAX_POINTS = 1_000_000;

    private final History history;
    private final long from;
    private final long to;
    private final long width;
    private final List<Series> series;

    PastAnswer(History history, long from, long to, long width, List<Series> series) {
        this.history = history;
        this.from = from;
        this.to = to;
        this.width = width;
        this.series = List.copyOf(series);
    }

    /** How many points it has, readings or buckets; at most about so many. */
    public long points() {
        return series.stream().mapToLong(one -> one.points(width)).sum();
    }

    /**
     * Refuses what is too much for the screen.
     *
     * @throws QueryException when it has more than {@link #MAX_POINTS} points
     */
    public void requireScreenful() throws QueryException {
        long points = points();
        if (points > MAX_POINTS) {
            throw new QueryException("points: " + points + " (expected: at most " + MAX_POINTS + "; ask for a shorter range, "
                    + (width == 0 ? "for buckets" : "fewer buckets") + ", fewer sensors, or use /api/export.json)");
        }
    }

    /**
     * Reads and writes it, sensor by sensor, by time.
     *
     * @throws HistoryException when the history cannot be read
     * @throws IOException when the writer cannot write
     */
    public void writeTo(SeriesWriter out) throws HistoryException, IOException {
        out.begin(from, to, width);
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
