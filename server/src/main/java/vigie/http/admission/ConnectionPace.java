package vigie.http.admission;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How fast each address may open connections: a bucket that fills at a steady rate, and each connection takes one out of it. Remembers a
 * bounded number of addresses; the one longest not heard of is forgotten first. Thread-safe.
 */
final class ConnectionPace {
    private static final int MOST_ADDRESSES = 4096;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanos;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Bucket(double left, long nanos) {}

    /**
     * @param burst how many at once
     * @param nanos the time, as {@link System#nanoTime}
     */
    ConnectionPace(int perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** Takes one, or says that the address is too fast. */
    synchronized boolean take(String key) {
        long now = nanos.getAsLong();
        Bucket before = buckets.getOrDefault(key, new Bucket(burst, now));
        double left = Math.min(burst, before.left + (now - before.nanos) / NANOS * perSecond);
        buckets.put(key, new Bucket(left < 1 ? left : left - 1, now));
        return left >= 1;
    }

    /** How many addresses are remembered. */
    synchronized int addresses() {
        return buckets.size();
    }
}
