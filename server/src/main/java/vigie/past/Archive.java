package vigie.past;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import vigie.protocol.Place;
import vigie.sensor.SensorInfo;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.SensorExtent;

/** Looks up in the history what is asked. Thread-safe; may block, so never on an event loop. */
public final class Archive {
    private final History history;
    private final Function<SensorExtent, SensorInfo> describe;
    private final Supplier<Place> kept;
    private final Clock clock;

    /**
     * @param describe what a sensor of which so much is kept is called, and its unit; from any thread
     * @param kept the place in the stream up to which every reading is in the history; from any thread
     * @param clock says what {@code now} is
     */
    public Archive(History history, Function<SensorExtent, SensorInfo> describe, Supplier<Place> kept, Clock clock) {
        this.history = history;
        this.describe = describe;
        this.kept = kept;
        this.clock = clock;
    }

    /** What {@code now} means in a question, epoch milliseconds. */
    public long now() {
        return clock.millis();
    }

    /**
     * Finds out what the answer will be: which sensors, and readings or buckets. Nothing is read yet.
     *
     * @throws HistoryException when the history cannot be read
     */
    public PastAnswer answer(HistoryQuery query) throws HistoryException {
        // First: what is kept while the history is read may be in the answer, and is not promised.
        Place place = kept.get();
        List<Series> series = asked(query);
        if (query.buckets() > 0 && anyHasMore(series, query.buckets())) {
            long width = BucketWidths.narrowest(query.from(), query.to(), query.buckets());
            return new PastAnswer(history, new PastAnswer.Range(query.from(), query.to(), width), place, series);
        }
        List<Series> counted = new ArrayList<>();
        for (Series one : series) {
            counted.add(one.withCount(count(one)));
        }
        return new PastAnswer(history, new PastAnswer.Range(query.from(), query.to(), 0), place, counted);
    }

    /** With the count of all that is kept, which is known; counting the range takes time. */
    private List<Series> asked(HistoryQuery query) throws HistoryException {
        List<Series> series = new ArrayList<>();
        for (SensorExtent extent : history.sensors()) {
            if (query.means(extent.sensor())) {
                long from = Math.max(query.from(), extent.first());
                long to = Math.min(query.to(), extent.last() + 1);
                series.add(new Series(describe.apply(extent), from, to, from < to ? extent.count() : 0));
            }
        }
        return series;
    }

    private boolean anyHasMore(List<Series> series, long most) throws HistoryException {
        for (Series one : series) {
            if (one.count() > most && count(one) > most) {
                return true;
            }
        }
        return false;
    }

    private long count(Series one) throws HistoryException {
        return one.count() == 0 ? 0 : history.count(one.sensor().id(), one.from(), one.to());
    }
}
