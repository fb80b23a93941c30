package vigie.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits to be sent; the newest are kept. Thread-safe; who adds never waits. */
final class HookQueue {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean closed;

    HookQueue(int most) {
        this.most = most;
    }

    /** Whether the oldest was lost for it. */
    boolean offerOrLose(byte[] body) {
        lock.lock();
        try {
            boolean full = waiting.size() == most;
            if (full) {
                waiting.remove();
            }
            waiting.add(body);
            news.signalAll();
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next; null when it is closed and nothing is left. */
    byte @Nullable [] take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                news.await();
            }
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits before another try; false when it is closed meanwhile. */
    boolean pause(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = pause.toNanos();
            while (nanos > 0 && !closed) {
                nanos = news.awaitNanos(nanos);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
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
}
