package vigie.bench;

import java.util.Arrays;

/** How long something took, each time. Thread-safe. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long more) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = more;
    }

    /** One line: median, 99th percentile, the longest. */
    synchronized String describe() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return "p50 %.2f ms, p99 %.2f ms, max %.2f ms (%d)"
                .formatted(millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1), count);
    }

    private static double millis(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(1, rank) - 1] / 1e6;
    }
}
