package vigie.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/**
 * A history without a disk, for tests of what stands before it, and simple enough to be believed: the other implementations are held
 * against it. Thread-safe; a visitor is called without a lock.
 */
public final class MemoryHistory implements History {
    private static final int BYTES_PER_READING = 16;

    private final Map<SensorId, List<Reading>> kept = new LinkedHashMap<>();
    private final Map<SensorId, SensorInfo> described = new HashMap<>();
    private @Nullable String failure;
    private boolean closed;

    /** From now on nothing can be kept, with this message, as on a full disk; null: it can again. */
    public synchronized void failAppends(@Nullable String message) {
        failure = message;
    }

    @Override
    public synchronized void append(List<Reading> readings) throws HistoryException {
        requireOpen();
        if (failure != null) {
            throw new HistoryException(failure);
        }
        readings.forEach(this::add);
    }

    @Override
    public synchronized void describe(Collection<SensorInfo> sensors) throws HistoryException {
        requireOpen();
        if (failure != null) {
            throw new HistoryException(failure);
        }
        sensors.forEach(sensor -> described.put(sensor.id(), sensor));
    }

    private void add(Reading reading) {
        List<Reading> of = kept.computeIfAbsent(reading.sensor(), id -> new ArrayList<>());
        of.add(placeOf(reading.epochMillis(), of), reading);
    }

    /** Behind all that are not later; found from the end, where nearly all belong. */
    private static int placeOf(long epochMillis, List<Reading> readings) {
        int place = readings.size();
        while (place > 0 && readings.get(place - 1).epochMillis() > epochMillis) {
            place--;
        }
        return place;
    }

    @Override
    public synchronized List<SensorExtent> sensors() throws HistoryException {
        requireOpen();
        List<SensorExtent> extents = new ArrayList<>();
        kept.forEach((id, readings) -> extents.add(extent(described.get(id), id, readings)));
        extents.sort(Comparator.comparing(SensorExtent::sensor));
        return extents;
    }

    private static SensorExtent extent(@Nullable SensorInfo info, SensorId id, List<Reading> readings) {
        long first = readings.get(0).epochMillis();
        long last = readings.get(readings.size() - 1).epochMillis();
        return info == null
                ? new SensorExtent(id, first, last, readings.size())
                : new SensorExtent(id, info.name(), info.unit(), first, last, readings.size());
    }

    @Override
    public synchronized List<Reading> newest() throws HistoryException {
        requireOpen();
        return kept.values().stream()
                .map(readings -> readings.get(readings.size() - 1))
                .toList();
    }

    @Override
    public long count(SensorId sensor, long from, long to) throws HistoryException {
        return range(sensor, from, to).size();
    }

    @Override
    public void readings(SensorId sensor, long from, long to, ReadingVisitor visitor) throws HistoryException {
        range(sensor, from, to).forEach(reading -> visitor.reading(reading.epochMillis(), reading.value()));
    }

    @Override
    public void buckets(SensorId sensor, long from, long to, long width, Consumer<Bucket> visitor)
            throws HistoryException {
        Map<Long, List<Reading>> buckets = new LinkedHashMap<>();
        for (Reading reading : range(sensor, from, to)) {
            long start = Math.floorDiv(reading.epochMillis(), width) * width;
            buckets.computeIfAbsent(start, any -> new ArrayList<>()).add(reading);
        }
        buckets.forEach((start, readings) -> visitor.accept(bucket(start, readings)));
    }

    private static Bucket bucket(long start, List<Reading> readings) {
        int count = readings.size();
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double mean = 0;
        for (Reading reading : readings) {
            min = Math.min(min, reading.value());
            max = Math.max(max, reading.value());
            mean += reading.value() / count;
        }
        return new Bucket(start, min, max, mean, count);
    }

    private synchronized List<Reading> range(SensorId sensor, long from, long to) throws HistoryException {
        requireOpen();
        return kept.getOrDefault(sensor, List.of()).stream()
                .filter(reading -> reading.epochMillis() >= from && reading.epochMillis() < to)
                .toList();
    }

    @Override
    public synchronized long dropBefore(long epochMillis, long atMost) throws HistoryException {
        requireOpen();
        List<Reading> oldest = kept.values().stream()
                .flatMap(List::stream)
                .filter(reading -> reading.epochMillis() < epochMillis)
                .sorted(Comparator.comparingLong(Reading::epochMillis))
                .limit(atMost)
                .toList();
        oldest.stream()
                .collect(Collectors.groupingBy(Reading::sensor, Collectors.counting()))
                .forEach(this::dropFirst);
        return oldest.size();
    }

    private void dropFirst(SensorId sensor, long count) {
        List<Reading> readings = kept.getOrDefault(sensor, List.of());
        readings.subList(0, (int) count).clear();
        if (readings.isEmpty()) {
            kept.remove(sensor);
        }
    }

    @Override
    public synchronized HistorySize size() throws HistoryException {
        requireOpen();
        long readings = kept.values().stream().mapToLong(List::size).sum();
        return new HistorySize(readings, readings * BYTES_PER_READING, 0);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen() throws HistoryException {
        if (closed) {
            throw new HistoryException("the history is closed");
        }
    }
}
