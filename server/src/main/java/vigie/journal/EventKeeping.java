package vigie.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Event;
import vigie.store.EventStore;
import vigie.store.HistoryException;
import vigie.store.writer.KeepingTrouble;
import vigie.work.FailureLog;
import vigie.work.RingQueue;

/**
 * Keeps numbered events in their order. What could not be kept and was told all the same waits, bounded, before all that follows; it
 * is tried again with growing pauses. Owned by the log's thread, but for its counts.
 */
final class EventKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(EventKeeping.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration NOTHING_TO_DO = Duration.ofHours(1);

    private final EventStore store;
    private final KeepingTrouble trouble;
    private final int most;
    private final RingQueue<Event> unkept = new RingQueue<>();
    private final FailureLog unexpected = new FailureLog(LOG);
    private @Nullable HistoryException failure;
    private Duration pause = FIRST_PAUSE;
    private long dueNanos;

    final AtomicLong kept = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final AtomicLong failures = new AtomicLong();

    /**
     * @param most how many may wait
     */
    EventKeeping(EventStore store, KeepingTrouble trouble, int most) {
        this.store = store;
        this.trouble = trouble;
        this.most = most;
    }

    /**
     * Keeps events after those that wait: all or none.
     *
     * @return null when they are kept, otherwise why not
     */
    @Nullable
    HistoryException keep(List<Event> events) {
        if (failure != null && System.nanoTime() - dueNanos < 0) {
            return failure;
        }
        List<Event> all = new ArrayList<>(unkept.size() + events.size());
        for (int i = 0; i < unkept.size(); i++) {
            all.add(unkept.get(i));
        }
        all.addAll(events);
        failure = all.isEmpty() ? null : append(all);
        if (failure != null) {
            failed(failure);
            return failure;
        }
        kept.addAndGet(all.size());
        unkept.removeFirst(unkept.size());
        pause = FIRST_PAUSE;
        return null;
    }

    /** These were not kept, but are told: they wait. */
    void later(List<Event> events) {
        unkept.ensureRoom(events.size());
        for (int i = 0; i < events.size(); i++) {
            unkept.addLast(events.get(i));
        }
        int losing = unkept.size() - most;
        if (losing > 0) {
            unkept.removeFirst(losing);
            losing(losing);
        }
    }

    /** So many were not even told. */
    void losing(long count) {
        lost.addAndGet(count);
        trouble.losing(count);
    }

    /** All is as it should be. */
    void fine() {
        if (unkept.isEmpty()) {
            trouble.over();
        }
    }

    boolean isWhole() {
        return unkept.isEmpty();
    }

    /** How long nothing has to be done, unless something happens. */
    Duration patience() {
        return unkept.isEmpty() ? NOTHING_TO_DO : Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
    }

    /** There is no time to wait any more. */
    void hurry() {
        dueNanos = System.nanoTime();
    }

    private @Nullable HistoryException append(List<Event> events) {
        try {
            store.appendEvents(events);
            return null;
        } catch (HistoryException e) {
            return e;
        } catch (RuntimeException | Error e) {
            unexpected.failed("events could not be kept", e);
            return new HistoryException("internal error: " + e, e);
        }
    }

    private void failed(HistoryException why) {
        failures.incrementAndGet();
        trouble.failed(String.valueOf(why.getMessage()));
        dueNanos = System.nanoTime() + pause.toNanos();
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
