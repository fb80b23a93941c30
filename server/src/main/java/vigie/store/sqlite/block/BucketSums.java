package vigie.store.sqlite.block;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.store.Bucket;

/** Adds readings up by bucket. They may come in any order, as long as each bucket is asked for after its last. Not thread-safe. */
public final class BucketSums {
    private final long width;
    private final Consumer<Bucket> visitor;
    private final TreeMap<Long, ValueSummary> open = new TreeMap<>();
    private long currentStart;
    private @Nullable ValueSummary current;

    /** @param width of each bucket, milliseconds */
    public BucketSums(long width, Consumer<Bucket> visitor) {
        this.width = width;
        this.visitor = visitor;
    }

    public void add(TimedValues readings, int begin, int end) {
        for (int i = begin; i < end; i++) {
            at(readings.time(i)).add(readings.value(i));
        }
    }

    /** Adds a whole block by what stands beside it, if one bucket holds all of it. */
    public boolean addWhole(Span span) {
        if (startOf(span.last()) != startOf(span.first())) {
            return false;
        }
        at(span.first()).add(span.min(), span.max(), span.mean(), span.count());
        return true;
    }

    /** Gives the buckets that end by this time: nothing more is to come for them. */
    public void giveBefore(long epochMillis) {
        give(open.headMap(startOf(epochMillis)));
    }

    public void giveAll() {
        give(open);
    }

    private void give(Map<Long, ValueSummary> finished) {
        if (finished.isEmpty()) {
            return;
        }
        finished.forEach(
                (start, sum) -> visitor.accept(new Bucket(start, sum.min(), sum.max(), sum.mean(), sum.count())));
        finished.clear();
        current = null;
    }

    /** Nearly always that of the time before, which is told without a division. */
    private ValueSummary at(long epochMillis) {
        ValueSummary sum = current;
        long offset = epochMillis - currentStart;
        if (sum == null || offset < 0 || offset >= width) {
            currentStart = startOf(epochMillis);
            sum = open.computeIfAbsent(currentStart, any -> new ValueSummary());
            current = sum;
        }
        return sum;
    }

    private long startOf(long epochMillis) {
        return Math.floorDiv(epochMillis, width) * width;
    }
}
