package vigie.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last batches, bounded by age and by readings. Guarded by the hub's lock. */
final class RecentPast {
    private final long memoryMillis;
    private final int memoryReadings;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private long readings;

    RecentPast(HubSettings settings) {
        this.memoryMillis = settings.memory().toMillis();
        this.memoryReadings = settings.memoryReadings();
    }

    void add(Batch batch) {
        batches.addLast(batch);
        readings += batch.size();
        while (!batches.isEmpty() && isTooMuch(batches.getFirst(), batch.epochMillis())) {
            readings -= batches.removeFirst().size();
        }
    }

    private boolean isTooMuch(Batch oldest, long nowMillis) {
        return readings > memoryReadings || nowMillis - oldest.epochMillis() > memoryMillis;
    }

    List<Batch> after(long seq) {
        List<Batch> found = new ArrayList<>();
        for (Batch batch : batches) {
            if (batch.seq() > seq) {
                found.add(batch);
            }
        }
        return found;
    }

    /** Whether nothing after this place has been forgotten yet. */
    boolean reaches(long seq, long lastSeq) {
        long oldest = batches.isEmpty() ? lastSeq + 1 : batches.getFirst().seq();
        return seq <= lastSeq && seq >= oldest - 1;
    }
}
