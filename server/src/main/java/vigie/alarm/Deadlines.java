package vigie.alarm;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import vigie.alarm.life.AlarmLife;

/** When which rule has to be looked at again though nothing comes. The server's clock, epoch milliseconds. */
final class Deadlines {
    private final PriorityQueue<Deadline> queue = new PriorityQueue<>(Comparator.comparingLong(Deadline::epochMillis));

    private record Deadline(long epochMillis, BoundRule rule) {}

    void add(long epochMillis, BoundRule rule) {
        queue.add(new Deadline(epochMillis, rule));
    }

    /** The next one, {@link AlarmLife#NEVER} when there is none. */
    long next() {
        Deadline next = queue.peek();
        return next == null ? AlarmLife.NEVER : next.epochMillis();
    }

    /** The next one that is due; null when none is. It stays until it is queued for another time, or for none. */
    @Nullable
    BoundRule due(long nowMillis) {
        for (Deadline due = queue.peek(); due != null && due.epochMillis() <= nowMillis; due = queue.peek()) {
            if (due.rule().isQueuedFor(due.epochMillis())) {
                return due.rule();
            }
            queue.remove();
        }
        return null;
    }

    void clear() {
        queue.clear();
    }
}
