package vigie.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vigie.history.HistoryException;
import vigie.sensor.Event;
import vigie.sensor.Happening;

/** What happened and has no number yet, bounded. Thread-safe. */
final class EventQueue {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long lost;
    private boolean closed;

    /**
     * Something that happened.
     *
     * @param kept completes when it is kept; null when nobody waits for that
     */
    record Waiting(Happening what, @Nullable CompletableFuture<Event> kept) {
        boolean isSubmitted() {
            return kept != null;
        }

        void complete(Event event) {
            if (kept != null) {
                kept.complete(event);
            }
        }

        void fail(HistoryException why) {
            if (kept != null) {
                kept.completeExceptionally(why);
            }
        }
    }

    EventQueue(int most) {
        this.most = most;
    }

    /** When there is no room it is lost, and counted. */
    void offerOrLose(Happening what) {
        if (!offer(new Waiting(what, null))) {
            lock.lock();
            try {
                lost++;
            } finally {
                lock.unlock();
            }
        }
    }

    /** When there is no room it fails. */
    CompletionStage<Event> submit(Happening what) {
        CompletableFuture<Event> kept = new CompletableFuture<>();
        Waiting entry = new Waiting(what, kept);
        if (!offer(entry)) {
            entry.fail(new HistoryException("events: " + most + " wait to be kept, or the server goes away"
                    + " (expected: fewer; try again later)"));
        }
        return kept;
    }

    private boolean offer(Waiting entry) {
        lock.lock();
        try {
            if (closed || waiting.size() >= most) {
                return false;
            }
            waiting.addLast(entry);
            news.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something, the queue is closed, or the patience ends. */
    void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            for (long left = patience.toNanos(); waiting.isEmpty() && !closed && left > 0; ) {
                left = news.awaitNanos(end - System.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest, at most so many. */
    List<Waiting> take(int atMost) {
        lock.lock();
        try {
            List<Waiting> some = new ArrayList<>(Math.min(atMost, waiting.size()));
            while (some.size() < atMost && !waiting.isEmpty()) {
                some.add(waiting.removeFirst());
            }
            return some;
        } finally {
            lock.unlock();
        }
    }

    /** How many were lost since this was asked last. */
    long takeLost() {
        lock.lock();
        try {
            long count = lost;
            lost = 0;
            return count;
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

    /** Nothing comes any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits and nothing will come. */
    boolean isDone() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
