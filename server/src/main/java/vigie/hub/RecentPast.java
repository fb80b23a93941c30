package vigie.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last batches, bounded by age and by readings, but for the very last. Guarded by the hub's lock. */
final class RecentPast {
    private final long memoryMillis;
    private final int memoryReadings;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private long readings;
    /** When the last batch that was forgotten was closed; before that, when this memory began. */
    private long reachesMillis;

    RecentPast(HubSettings settings, long nowMillis) {
        this.reachesMillis = nowMillis;
        this.memoryMillis = settings.memory().toMillis();
        this.memoryReadings = settings.memoryReadings();
    }

    void add(Batch batch) {
        batches.addLast(batch);
        readings += batch.size();
        while (batches.size() > 1 && isTooMuch(batches.getFirst(), batch.epochMillis())) {
            Batch forgotten = batches.removeFirst();
            readings -= forgotten.size();
            reachesMillis = forgotten.epochMillis();
        }
    }

    private boolean isTooMuch(Batch oldest, long nowMillis) {
        return readings > memoryReadings || nowMillis - oldest.epochMillis() > memoryMillis;
    }

    List<Batch> after(long seq) {
        Deque<Batch> found = new ArrayDeque<>();
        for (Iterator<Batch> newest = batches.descendingIterator(); newest.hasNext(); ) {
            Batch batch = newest.next();
            if (batch.seq() <= seq) {
                break;
            }
            found.addFirst(batch);
        }
        return List.copyOf(found);
    }

    /** What came after this time is remembered, epoch milliseconds. */
    long reachesMillis() {
        return reachesMillis;
    }

    /** Whether nothing after this place has been forgotten yet. */
    boolean reaches(long seq, long lastSeq) {
        long oldest = batches.isEmpty() ? lastSeq + 1 : batches.getFirst().seq();
        return seq <= lastSeq && seq >= oldest - 1;
    }
}
