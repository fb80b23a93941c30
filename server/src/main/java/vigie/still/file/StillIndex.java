package vigie.still.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/** Which stills are kept: about 100 bytes of memory each. Thread-safe. */
public final class StillIndex {
    /** What a file takes on the disk is counted in these, so that small ones are not taken for free. */
    private static final long BLOCK = 4096;

    private final Map<SensorId, NavigableMap<Long, Kept>> sensors = new HashMap<>();
    private long bytes;
    private long count;
    private long lastId;

    /** One that is kept. */
    public record Kept(SensorId sensor, StillFile file, long roomBytes) {}

    /** How much room a file takes. */
    static long roomOf(long fileBytes) {
        return (fileBytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    synchronized void add(SensorId sensor, StillFile file, long fileBytes) {
        Kept kept = new Kept(sensor, file, roomOf(fileBytes));
        NavigableMap<Long, Kept> known = sensors.get(sensor);
        NavigableMap<Long, Kept> times = known == null ? new TreeMap<>() : known;
        // None is ever empty, also when there is no memory for the next step.
        Kept before = times.put(file.epochMillis(), kept);
        if (known == null) {
            sensors.put(sensor, times);
        }
        bytes += kept.roomBytes() - (before == null ? 0 : before.roomBytes());
        count += before == null ? 1 : 0;
        lastId = Math.max(lastId, file.id());
    }

    synchronized void remove(Kept kept) {
        NavigableMap<Long, Kept> times = sensors.get(kept.sensor());
        if (times != null && times.remove(kept.file().epochMillis(), kept)) {
            bytes -= kept.roomBytes();
            count--;
            if (times.isEmpty()) {
                sensors.remove(kept.sensor());
            }
        }
    }

    /** The newest at or before a time. */
    public synchronized @Nullable Kept at(SensorId sensor, long epochMillis) {
        NavigableMap<Long, Kept> times = sensors.get(sensor);
        Entry<Long, Kept> entry = times == null ? null : times.floorEntry(epochMillis);
        return entry == null ? null : entry.getValue();
    }

    public synchronized boolean has(SensorId sensor, long epochMillis) {
        NavigableMap<Long, Kept> times = sensors.get(sensor);
        return times != null && times.containsKey(epochMillis);
    }

    /** The last ones from a time on and before another, oldest first. */
    public synchronized List<Long> times(SensorId sensor, long from, long to, int most) {
        NavigableMap<Long, Kept> times = sensors.get(sensor);
        if (times == null || from >= to) {
            return List.of();
        }
        List<Long> newestFirst = times.subMap(from, true, to, false).descendingMap().keySet().stream()
                .limit(most)
                .toList();
        return newestFirst.stream().sorted().toList();
    }

    synchronized @Nullable Kept oldest() {
        Kept oldest = null;
        for (NavigableMap<Long, Kept> times : sensors.values()) {
            Kept first = times.firstEntry().getValue();
            if (oldest == null || first.file().epochMillis() < oldest.file().epochMillis()) {
                oldest = first;
            }
        }
        return oldest;
    }

    public synchronized List<SensorId> sensors() {
        return sensors.keySet().stream().sorted().toList();
    }

    public synchronized long bytes() {
        return bytes;
    }

    public synchronized long count() {
        return count;
    }

    public synchronized long lastId() {
        return lastId;
    }
}
