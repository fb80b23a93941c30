package vigie.journal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.journal.EventQueue.Waiting;
import vigie.store.EventQuery;
import vigie.store.EventStore;
import vigie.store.HistoryException;
import vigie.store.RecentEvents;
import vigie.store.writer.KeepingTrouble;
import vigie.work.FailureLog;
import vigie.work.health.Pulse;

/**
 * The one place through which every event passes. A thread of its own takes what was reported and submitted, gives it numbers, keeps it
 * in one transaction, remembers it, and hands it to the subscribers, in this order: who has seen a number has seen what is kept, so no
 * number is given twice. When nothing can be kept, what was submitted fails; what was reported happened all the same, so it is handed on,
 * and kept as soon as that is possible.
 *
 * <p>Thread-safe. Whoever reports, submits or asks never waits for the disk.
 */
public final class EventLog implements AutoCloseable {
    /** So many are remembered: {@value}. */
    public static final int MEMORY = 10_000;

    /** So many may wait for a number, and as many to be kept: {@value}. */
    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration REST = Duration.ofMillis(Pulse.REST_MILLIS);
    private static final long AFTER_FAILURE_MILLIS = 250;
    /** A disk may take that long for what is left. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final EventQueue queue = new EventQueue(MOST_WAITING);
    private final EventKeeping keeping;
    private final EventMemory memory;
    private final List<EventSubscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private final EventsSoFar soFar;
    private final Pulse pulse = new Pulse();
    private final FailureLog failures = new FailureLog(LOG);
    private final FailureLog subscriberFailures = new FailureLog(LOG);

    /** Owned by the log's thread: what was kept, or could not be, and is not handed on yet. */
    private @Nullable Decision decided;

    private EventLog(EventStore store, EventMemory memory, EventsSoFar soFar, Clock clock) {
        this.memory = memory;
        this.soFar = soFar;
        this.keeping = new EventKeeping(
                store, new KeepingTrouble("events", "events", this::reportTrouble, clock), MOST_WAITING);
        this.thread = new Thread(this::run, "event-log");
        this.thread.setDaemon(true);
    }

    /**
     * Goes on where the store ends.
     *
     * @param store nobody else appends to it
     * @param clock says when a trouble of its own began
     * @throws HistoryException when the store cannot be read
     */
    public static EventLog open(EventStore store, Clock clock) throws HistoryException {
        List<Event> newest = new ArrayList<>();
        store.events(EventQuery.newest(MEMORY), newest::add);
        Collections.reverse(newest);
        EventMemory memory = new EventMemory(
                MEMORY, newest.size() < MEMORY ? 0 : newest.get(0).id() - 1);
        memory.add(newest);
        EnumSet<EventKind> steps = EnumSet.allOf(EventKind.class);
        steps.removeIf(kind -> !kind.isAlarm());
        StandingAlarms alarms = new StandingAlarms();
        store.events(EventQuery.all(steps), alarms::apply);
        return new EventLog(store, memory, new EventsSoFar(store.lastEvent(), alarms), clock);
    }

    /** One that keeps nothing beyond this run. */
    public static EventLog ofThisRun(Clock clock) {
        return new EventLog(
                new RecentEvents(), new EventMemory(MEMORY, 0), new EventsSoFar(0, new StandingAlarms()), clock);
    }

    /** Begins. Call once. */
    public void start() {
        thread.start();
    }

    /** Something happened. When more happens than can be taken it is lost; that is counted, and told as a trouble. */
    public void report(Happening what) {
        queue.offerOrLose(what);
    }

    /** A trouble begins, is another, or is over. */
    public void reportTrouble(Trouble trouble) {
        report(Happening.trouble(trouble));
    }

    /**
     * Something happened that counts only once it is kept.
     *
     * @return completes with the event when it is kept and handed on; fails with a {@link HistoryException} when it cannot be kept, and
     *     then it did not happen. Either on the log's thread, which must not be blocked
     */
    public CompletionStage<Event> submit(Happening what) {
        return queue.submit(what);
    }

    /** Adds a subscriber; it gets every event from now on. */
    public void subscribe(EventSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    /** What the events so far add up to; these are all remembered already, and their subscribers are called soon. */
    public EventsNow now() {
        return soFar.now();
    }

    /** Remembered events after a number, the oldest first, at most so many. */
    public MissedEvents after(long id, int most) {
        return memory.after(id, most);
    }

    /** What became of the events. */
    public EventTally tally() {
        return new EventTally(
                now().last(), keeping.kept.get(), queue.size(), keeping.lost.get(), keeping.failures.get());
    }

    /** Keeps what waits, if it can, and ends. To be called when nothing comes any more. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Beats while it keeps events, tries again to keep them, or has none to keep. */
    public Pulse pulse() {
        return pulse;
    }

    private void run() {
        try {
            while (!queue.isDone()) {
                pulse.beat();
                step();
            }
            end();
        } catch (InterruptedException e) {
            LOG.error("the event log was interrupted; no event is kept any more");
        } finally {
            pulse.end();
        }
    }

    /** What fails unexpectedly, such as for want of memory, is tried again. */
    private void step() throws InterruptedException {
        try {
            Duration patience = keeping.patience();
            queue.await(patience.compareTo(REST) < 0 ? patience : REST);
            keepWaiting();
        } catch (RuntimeException | Error e) {
            failures.failed("events wait to be kept and handed on", e);
            TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE_MILLIS);
        }
    }

    private void end() {
        keeping.hurry();
        keepWaiting();
        if (!keeping.isWhole()) {
            LOG.error("events could not be kept before the end");
        }
    }

    /**
     * Numbers, keeps and hands on what waits. The log's thread calls it; tests do without one. Not to be called by two threads.
     *
     * <p>When memory runs out, what waits still waits, and what was kept already is handed on by the next call, before anything else.
     */
    public void keepWaiting() {
        handOnDecided();
        List<Waiting> some = queue.oldest(MOST_AT_ONCE);
        Decision decision = new Decision(some, numbered(some));
        decision.failure = keeping.keep(decision.events);
        if (decision.failure != null) {
            decision.events =
                    numbered(some.stream().filter(it -> !it.isSubmitted()).toList());
            keeping.later(decision.events);
        }
        queue.remove(some.size());
        decided = decision;
        long lost = queue.takeLost();
        if (lost > 0) {
            keeping.losing(lost);
        }
        handOnDecided();
        if (decision.failure == null && lost == 0) {
            keeping.fine();
        }
    }

    private void handOnDecided() {
        Decision decision = decided;
        if (decision != null) {
            handOn(decision.events);
            decided = null;
            decision.tellWhoSubmitted();
        }
    }

    /** What became of some of what waited. */
    private static final class Decision {
        private final List<Waiting> some;
        /** What is handed on. */
        private List<Event> events;
        /** Why they could not be kept; null when they were. */
        private @Nullable HistoryException failure;

        Decision(List<Waiting> some, List<Event> events) {
            this.some = some;
            this.events = events;
        }

        void tellWhoSubmitted() {
            for (int i = 0; i < some.size(); i++) {
                if (failure == null) {
                    some.get(i).complete(events.get(i));
                } else {
                    some.get(i).fail(failure);
                }
            }
        }
    }

    private List<Event> numbered(List<Waiting> some) {
        List<Event> events = new ArrayList<>(some.size());
        long id = now().last();
        for (Waiting one : some) {
            events.add(new Event(++id, one.what()));
        }
        return events;
    }

    private void handOn(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        memory.add(events);
        soFar.add(events);
        for (int i = 0; i < subscribers.size(); i++) {
            tell(subscribers.get(i), events);
        }
    }

    private void tell(EventSubscriber subscriber, List<Event> events) {
        try {
            subscriber.events(events);
        } catch (RuntimeException | Error e) {
            subscriberFailures.failed("a subscriber of events failed:", subscriber, e);
        }
    }
}
