package vigie.alarm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;

/** What waits for the watch's thread: batches, bounded, and errands, which go first. Thread-safe; nobody who adds waits. */
final class WatchQueue {
    /** So many readings may wait: {@value}; a batch counts as ten more. */
    static final int MOST_READINGS = 500_000;

    /** So many errands may wait: {@value}. */
    static final int MOST_ERRANDS = 100_000;

    private static final int BATCH_WEIGHT = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Batch> batches = new ArrayDeque<>();
    private final Deque<Runnable> errands = new ArrayDeque<>();
    private int weight;
    private long lost;
    private boolean closed;

    /** When there is no room the oldest are lost: alarms are about now. */
    void offerOrLose(Batch batch) {
        lock.lock();
        try {
            batches.add(batch);
            weight += weight(batch);
            while (weight > MOST_READINGS && batches.size() > 1) {
                Batch oldest = batches.remove();
                weight -= weight(oldest);
                lost += oldest.size();
            }
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** False when there is no room. */
    boolean offer(Runnable errand) {
        lock.lock();
        try {
            if (closed || errands.size() >= MOST_ERRANDS) {
                return false;
            }
            errands.add(errand);
            news.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something, but not for longer than that. */
    void await(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (nanos > 0 && !closed && batches.isEmpty() && errands.isEmpty()) {
                nanos = news.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Runnable pollErrand() {
        lock.lock();
        try {
            return errands.poll();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Batch pollBatch() {
        lock.lock();
        try {
            Batch batch = batches.poll();
            weight -= batch == null ? 0 : weight(batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** How many readings found no room. */
    long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        lock.lock();
        try {
            return batches.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits and nothing will come. */
    boolean isDone() {
        lock.lock();
        try {
            return closed && batches.isEmpty() && errands.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private static int weight(Batch batch) {
        return batch.size() + BATCH_WEIGHT;
    }
}
