package vigie.alarm.watch;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;
import vigie.work.RingQueue;

/** What waits for the watch's thread: batches, bounded, and errands, which go first. Thread-safe; nobody who adds waits. */
final class WatchQueue {
    /** So many readings may wait: {@value}; a batch counts as ten more. */
    static final int MOST_READINGS = 500_000;

    /** So many errands may wait: {@value}. */
    static final int MOST_ERRANDS = 100_000;

    private static final int BATCH_WEIGHT = 10;

    private final RingQueue<Batch> batches = new RingQueue<>();
    private final RingQueue<Runnable> errands = new RingQueue<>();
    private int weight;
    private long lost;
    private boolean closed;

    /** When there is no room the oldest are lost: alarms are about now. Without memory for it, the batch itself is lost. */
    synchronized void offerOrLose(Batch batch) {
        try {
            batches.addLast(batch);
        } catch (OutOfMemoryError e) {
            lost += batch.size();
            return;
        }
        weight += weight(batch);
        while (weight > MOST_READINGS && batches.size() > 1) {
            Batch oldest = batches.removeFirst();
            weight -= weight(oldest);
            lost += oldest.size();
        }
        notifyAll();
    }

    /** False when there is no room. */
    synchronized boolean offer(Runnable errand) {
        if (closed || errands.size() >= MOST_ERRANDS) {
            return false;
        }
        errands.addLast(errand);
        notifyAll();
        return true;
    }

    /** Waits until there is something, but not for longer than that. */
    synchronized void await(long millis) throws InterruptedException {
        long patience = TimeUnit.MILLISECONDS.toNanos(millis);
        long end = System.nanoTime() + patience;
        for (long left = patience; left > 0 && !closed && batches.isEmpty() && errands.isEmpty(); ) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }

    synchronized @Nullable Runnable pollErrand() {
        return errands.pollFirst();
    }

    synchronized @Nullable Batch pollBatch() {
        Batch batch = batches.pollFirst();
        weight -= batch == null ? 0 : weight(batch);
        return batch;
    }

    /** How many readings found no room. */
    synchronized long lost() {
        return lost;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Whether no batch waits. */
    synchronized boolean hasNoBatch() {
        return batches.isEmpty();
    }

    /** Whether nothing waits and nothing will come. */
    synchronized boolean isDone() {
        return closed && batches.isEmpty() && errands.isEmpty();
    }

    private static int weight(Batch batch) {
        return batch.size() + BATCH_WEIGHT;
    }
}
