package vigie.http;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.Bucket;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.HistorySize;
import vigie.store.SensorExtent;

/** A reading in every millisecond, made when it is asked for: any number of them takes no memory. */
final class VirtualHistory implements History {
    static final SensorId SENSOR = SensorId.parse("bench/temperature");

    private final long size;
    private final long failsAt;
    private final @Nullable Error error;
    /** Readings given so far. */
    final AtomicLong given = new AtomicLong();
    /** Questions that are being answered. */
    final AtomicInteger open = new AtomicInteger();

    /**
     * @param size readings have the times 0 to {@code size} - 1
     * @param failsAt the time that cannot be read, as on a damaged disk; none when beyond
     */
    VirtualHistory(long size, long failsAt) {
        this(size, failsAt, null);
    }

    /**
     * @param error thrown by each question for readings
     */
    VirtualHistory(long size, long failsAt, @Nullable Error error) {
        this.size = size;
        this.failsAt = failsAt;
        this.error = error;
    }

    static double valueAt(long epochMillis) {
        return epochMillis % 1000 / 100.0;
    }

    @Override
    public List<SensorExtent> sensors() {
        return List.of(new SensorExtent(SENSOR, 0, size - 1, size));
    }

    @Override
    public long count(SensorId sensor, long from, long to) {
        return Math.min(to, size) - from;
    }

    @Override
    public void readings(SensorId sensor, long from, long to, ReadingVisitor visitor) throws HistoryException {
        if (error != null) {
            throw error;
        }
        open.incrementAndGet();
        try {
            for (long time = from; time < Math.min(to, size); time++) {
                if (time == failsAt) {
                    throw new HistoryException("readings of " + sensor + ": disk damaged (expected: a whole disk)");
                }
                visitor.reading(time, valueAt(time));
                given.incrementAndGet();
            }
        } finally {
            open.decrementAndGet();
        }
    }

    @Override
    public void buckets(SensorId sensor, long from, long to, long width, Consumer<Bucket> visitor) {
        throw new UnsupportedOperationException("not asked in tests");
    }

    @Override
    public void describe(Collection<SensorInfo> sensors) {
        throw new UnsupportedOperationException("not asked in tests");
    }

    @Override
    public List<Reading> newest() {
        throw new UnsupportedOperationException("not asked in tests");
    }

    @Override
    public void append(List<Reading> readings) {
        throw new UnsupportedOperationException("not asked in tests");
    }

    @Override
    public long dropBefore(long epochMillis, long atMost) {
        throw new UnsupportedOperationException("not asked in tests");
    }

    @Override
    public HistorySize size() {
        return new HistorySize(size, 0, 0);
    }

    @Override
    public void close() {}
}
