package vigie.http.route;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much of each answer that is streamed may be on its way to its client: an equal share of a bounded sum. With few answers it is
 * enough to keep a quick client busy; with hundreds it is little each. Thread-safe.
 */
final class StreamShare {
    private static final long LEAST = 8 * 1024;
    private static final long MOST = 256 * 1024;

    private final long total;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param total how many bytes all have together
     */
    StreamShare(long total) {
        this.total = total;
    }

    /** A sixteenth of the heap that the virtual machine may take. */
    static StreamShare ofHeap() {
        return new StreamShare(Runtime.getRuntime().maxMemory() / 16);
    }

    /** One more. */
    void open() {
        open.incrementAndGet();
    }

    /** One less. */
    void close() {
        open.decrementAndGet();
    }

    /** How many bytes of one answer may be on their way. */
    long bytes() {
        return Math.max(LEAST, Math.min(MOST, total / Math.max(1, open.get())));
    }
}
