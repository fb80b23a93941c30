package vigie.past;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vigie.history.Bucket;
import vigie.history.History;
import vigie.history.HistoryException;
import vigie.protocol.SeriesWriter;

/** Reads buckets some at a time, and writes them when they are read. One thread. */
final class BucketSlices {
    /** So many are read at once: {@value}. */
    static final int MOST = 2048;

    private final History history;
    private final long width;
    private final List<Bucket> buckets = new ArrayList<>();

    BucketSlices(History history, long width) {
        this.history = history;
        this.width = width;
    }

    void write(Series series, SeriesWriter out) throws HistoryException, IOException {
        long from = series.from();
        while (from < series.to()) {
            long to = Math.min(series.to(), (Math.floorDiv(from, width) + MOST) * width);
            buckets.clear();
            history.buckets(series.sensor().id(), from, to, width, buckets::add);
            for (Bucket bucket : buckets) {
                out.bucket(bucket.start(), bucket.min(), bucket.max(), bucket.mean(), bucket.count());
            }
            from = to;
        }
    }
}
