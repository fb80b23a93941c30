package vigie.alarm;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

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

    /** Takes the next one that is due; null when none is. */
    @Nullable
    BoundRule poll(long nowMillis) {
        while (next() <= nowMillis) {
            Deadline due = queue.remove();
            if (due.rule().isQueuedFor(due.epochMillis())) {
                return due.rule();
            }
        }
        return null;
    }

    void clear() {
        queue.clear();
    }
}
