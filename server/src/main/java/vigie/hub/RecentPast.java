package vigie.hub;

import java.util.ArrayList;
import java.util.List;
import vigie.work.RingQueue;

/** The last batches, bounded by age and by readings, but for the very last. Guarded by the hub's lock. */
final class RecentPast {
    private final long memoryMillis;
    private final int memoryReadings;
    private final RingQueue<Batch> batches = new RingQueue<>();
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
        while (batches.size() > 1 && isTooMuch(batches.get(0), batch.epochMillis())) {
            Batch forgotten = batches.removeFirst();
            readings -= forgotten.size();
            reachesMillis = forgotten.epochMillis();
        }
    }

    private boolean isTooMuch(Batch oldest, long nowMillis) {
        return readings > memoryReadings || nowMillis - oldest.epochMillis() > memoryMillis;
    }

    List<Batch> after(long seq) {
        int from = batches.size();
        while (from > 0 && batches.get(from - 1).seq() > seq) {
            from--;
        }
        List<Batch> found = new ArrayList<>(batches.size() - from);
        for (int i = from; i < batches.size(); i++) {
            found.add(batches.get(i));
        }
        return List.copyOf(found);
    }

    /** What came after this time is remembered, epoch milliseconds. */
    long reachesMillis() {
        return reachesMillis;
    }

    /** Whether nothing after this place has been forgotten yet. */
    boolean reaches(long seq, long lastSeq) {
        long oldest = batches.isEmpty() ? lastSeq + 1 : batches.get(0).seq();
        return seq <= lastSeq && seq >= oldest - 1;
    }
}
