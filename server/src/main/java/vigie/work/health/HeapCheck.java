package vigie.work.health;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the heap is exhausted: since the last check the JVM has collected all garbage, and yet the old generation is full. A
 * heap that only looks full, because nobody has collected its garbage, is no finding, nor is one full collection that found little.
 * Owned by the watchdog's thread.
 */
public final class HeapCheck implements HealthCheck {
    /** The old generation is full when so much of it is in use after a collection. */
    static final double FULL = 0.95;

    private final Supplier<List<Collection>> lastCollections;
    private final long[] seen;

    /**
     * The last collection of the old generation by one collector.
     *
     * @param id counts collections
     * @param usedAfter bytes in use in the old generation afterwards
     * @param maxBytes how large it may become; -1 when that is not known
     */
    record Collection(long id, long usedAfter, long maxBytes) {
        boolean leftItFull() {
            return maxBytes > 0 && usedAfter > FULL * maxBytes;
        }
    }

    /**
     * @param lastCollections the last one of each collector, always in the same order
     */
    HeapCheck(Supplier<List<Collection>> lastCollections) {
        this.lastCollections = lastCollections;
        this.seen = lastCollections.get().stream().mapToLong(Collection::id).toArray();
    }

    /** Of the JVM it runs in. */
    public static HeapCheck ofThisJvm() {
        List<GarbageCollectorMXBean> collectors =
                ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                        .filter(collector -> oldGeneration(collector) != null && !isOfYoungOnly(collector.getName()))
                        .toList();
        return new HeapCheck(() -> {
            List<Collection> last = new ArrayList<>();
            for (GarbageCollectorMXBean collector : collectors) {
                last.add(last(collector));
            }
            return last;
        });
    }

    @Override
    public @Nullable Finding find() {
        List<Collection> collections = lastCollections.get();
        Finding finding = null;
        for (int i = 0; i < collections.size(); i++) {
            Collection last = collections.get(i);
            if (last.id() != seen[i] && last.leftItFull()) {
                finding = new Finding(
                        "the heap is full: %d of %d MB of its old generation are in use after a collection. Raise -Xmx"
                                .formatted(last.usedAfter() >> 20, last.maxBytes() >> 20),
                        false);
            }
            seen[i] = last.id();
        }
        return finding;
    }

    private static Collection last(GarbageCollectorMXBean collector) {
        GcInfo info = collector.getLastGcInfo();
        String pool = oldGeneration(collector);
        MemoryUsage after = info == null || pool == null
                ? null
                : info.getMemoryUsageAfterGc().get(pool);
        return after == null ? new Collection(0, 0, -1) : new Collection(info.getId(), after.getUsed(), after.getMax());
    }

    /** These list the old generation, and do not collect it. */
    private static boolean isOfYoungOnly(String collector) {
        return collector.contains("Young") || collector.contains("Minor") || collector.contains("Pauses");
    }

    private static @Nullable String oldGeneration(GarbageCollectorMXBean collector) {
        List<String> pools = Arrays.asList(collector.getMemoryPoolNames());
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            String name = pool.getName();
            boolean old = name.contains("Old") || name.contains("Tenured") || name.equals("ZHeap");
            if (old && pool.getType() == MemoryType.HEAP && pools.contains(name)) {
                return name;
            }
        }
        return null;
    }
}
