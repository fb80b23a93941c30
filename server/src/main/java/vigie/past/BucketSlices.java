package vigie.past;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import vigie.protocol.document.SeriesWriter;
import vigie.store.Bucket;
import vigie.store.History;
import vigie.store.HistoryException;

/** Reads buckets some at a time, and writes them when they are read. One thread at a time. */
final class BucketSlices implements SeriesSlices {
    /** So many are read at once: {@value}. */
    static final int MOST = 2048;

    private final History history;
    private final Series series;
    private final long width;
    private long from;

    BucketSlices(History history, Series series, long width) {
        this.history = history;
        this.series = series;
        this.width = width;
        this.from = series.from();
    }

    @Override
    public boolean writeSome(SeriesWriter out, BooleanSupplier full) throws HistoryException, IOException {
        if (from >= series.to()) {
            return true;
        }
        long to = Math.min(series.to(), (Math.floorDiv(from, width) + MOST) * width);
        List<Bucket> buckets = new ArrayList<>();
        history.buckets(series.sensor().id(), from, to, width, buckets::add);
        for (int i = 0; i < buckets.size(); i++) {
            Bucket bucket = buckets.get(i);
            if (i > 0 && full.getAsBoolean()) {
                from = bucket.start();
                return false;
            }
            out.bucket(bucket.start(), bucket.min(), bucket.max(), bucket.mean(), bucket.count());
        }
        from = to;
        return from >= series.to();
    }
}
