package vigie.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.store.HistoryException;
import vigie.work.RingQueue;

/** What happened and has no number yet, bounded. Thread-safe. */
final class EventQueue {
    private final int most;
    private final RingQueue<Waiting> waiting = new RingQueue<>();
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

    /** When there is no room, or no memory, it is lost, and counted. */
    synchronized void offerOrLose(Happening what) {
        boolean taken = false;
        try {
            taken = offer(new Waiting(what, null));
        } catch (OutOfMemoryError e) {
            // Counted below, and told as a trouble.
        }
        if (!taken) {
            lost++;
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

    private synchronized boolean offer(Waiting entry) {
        if (closed || waiting.size() >= most) {
            return false;
        }
        waiting.addLast(entry);
        notifyAll();
        return true;
    }

    /** Waits until there is something, the queue is closed, or the patience ends. */
    synchronized void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); waiting.isEmpty() && !closed && left > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }

    /** The oldest, at most so many. They wait until they are removed. */
    synchronized List<Waiting> oldest(int atMost) {
        int count = Math.min(atMost, waiting.size());
        List<Waiting> some = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            some.add(waiting.get(i));
        }
        return some;
    }

    /** Removes this number of the oldest entries. Allocates nothing. */
    synchronized void remove(int oldest) {
        waiting.removeFirst(oldest);
    }

    /** How many were lost since this was asked last. */
    synchronized long takeLost() {
        long count = lost;
        lost = 0;
        return count;
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Nothing comes any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Whether nothing waits and nothing will come. */
    synchronized boolean isDone() {
        return closed && waiting.isEmpty();
    }
}
