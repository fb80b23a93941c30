package vigie.store.writer;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Trouble;
import vigie.hub.Batch;
import vigie.hub.HubSubscriber;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.HistorySettings;
import vigie.store.retention.Retention;
import vigie.work.FailureLog;
import vigie.work.LogThrottle;
import vigie.work.health.Pulse;

/**
 * The hub's subscriber that keeps every reading, and what sensors are called: a thread of its own appends to the history what has
 * come, once in a while or when it is enough, and drops between times what is too old or too much.
 *
 * <p>The hub never waits for it. When readings cannot be kept they wait, as many as may, and it is tried again and again, with
 * growing pauses; a trouble tells why, and when it is over. What finds no room is lost, and counted.
 */
public final class HistoryWriter implements HubSubscriber, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final long FIRST_PAUSE_NANOS = FIRST_PAUSE.toNanos();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** So often it is looked for what is too old or too much. */
    private static final Duration DROPPING = Duration.ofSeconds(30);

    private static final Duration REST = Duration.ofMillis(Pulse.REST_MILLIS);
    /** A disk may take that long for what is left. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final History history;
    private final Retention retention;
    private final Backlog backlog;
    private final KeepingTrouble trouble;
    private final Thread thread;
    private volatile boolean closing;
    private final Pulse pulse = new Pulse();
    private final FailureLog failures = new FailureLog(LOG);
    private final FailureLog dropFailures = new FailureLog(LOG);
    private final LogThrottle dropRefusals = new LogThrottle();
    /** Owned by the writer's thread. */
    private long dropDueNanos = System.nanoTime();

    /**
     * Does not subscribe by itself.
     *
     * @param history what it appends to; nobody else does
     * @param retention what is dropped; called on the writer's thread
     * @param listener told of troubles and of their end, on any thread
     */
    public HistoryWriter(
            History history, Retention retention, HistorySettings settings, Consumer<Trouble> listener, Clock clock) {
        this.history = history;
        this.retention = retention;
        this.backlog = new Backlog(settings);
        this.trouble = new KeepingTrouble("history", "readings", listener, clock);
        this.thread = new Thread(this::write, "history-writer");
        this.thread.setDaemon(true);
    }

    /** Begins. Call once. */
    public void start() {
        thread.start();
    }

    @Override
    public void batch(Batch batch) {
        int lost = backlog.offerOrLose(batch);
        if (lost > 0) {
            trouble.losing(lost);
        }
    }

    /** Beats while it keeps readings, tries again to keep them, or has none to keep. */
    public Pulse pulse() {
        return pulse;
    }

    /** What became of the readings. From any thread. */
    public HistoryTally tally() {
        return backlog.tally();
    }

    /** Keeps what is left, if it can, and ends; the history stays open. To be called when nothing comes any more. */
    @Override
    public void close() {
        closing = true;
        backlog.close();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        HistoryTally left = backlog.tally();
        if (left.waiting() > 0) {
            LOG.error("{} readings could not be kept before the end", left.waiting());
        }
    }

    private void write() {
        try {
            boolean mayContinue = true;
            while (mayContinue) {
                pulse.beat();
                mayContinue = step();
            }
        } catch (InterruptedException e) {
            LOG.error("the history's writer was interrupted; nothing is kept any more");
        } finally {
            pulse.end();
        }
    }

    /** False when it is done. What fails unexpectedly, such as for want of memory, is tried again. */
    private boolean step() throws InterruptedException {
        try {
            if (backlog.isDone()) {
                return false;
            }
            Duration untilDropping = untilDropping();
            boolean kept = keep(backlog.take(untilDropping.compareTo(REST) < 0 ? untilDropping : REST));
            if (kept) {
                dropIfDue();
            }
            return kept;
        } catch (RuntimeException | Error e) {
            failures.failed("readings wait to be kept", e);
            // Not by a lock's condition, which takes memory.
            LockSupport.parkNanos(this, FIRST_PAUSE_NANOS);
            return !closing;
        }
    }

    private Duration untilDropping() {
        return Duration.ofNanos(Math.max(0, dropDueNanos - System.nanoTime()));
    }

    /** One step at a time; what comes meanwhile is kept between two of them. */
    private void dropIfDue() {
        if (!untilDropping().isZero()) {
            return;
        }
        boolean more = false;
        try {
            more = retention.step() > 0;
        } catch (HistoryException e) {
            if (dropRefusals.isDue()) {
                LOG.warn("what is too old cannot be dropped: {}{}", e.getMessage(), dropRefusals.takeHeldBackText());
            }
        } catch (RuntimeException | Error e) {
            // Readings are to be kept all the same.
            dropFailures.failed("what is too old cannot be dropped", e);
        }
        dropDueNanos = System.nanoTime() + (more ? 0 : DROPPING.toNanos());
    }

    /** False when it cannot be kept and there is no time to wait any more. */
    private boolean keep(Backlog.Portion portion) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (!append(portion)) {
            if (!pause(pause)) {
                return append(portion);
            }
            pause = after(pause);
        }
        return true;
    }

    /** Waits, and shows meanwhile that it lives. False when there is no time to wait. */
    private boolean pause(Duration pause) throws InterruptedException {
        boolean mayWait = true;
        for (Duration left = pause; mayWait && left.compareTo(Duration.ZERO) > 0; left = left.minus(REST)) {
            pulse.beat();
            mayWait = backlog.pause(left.compareTo(REST) < 0 ? left : REST);
        }
        return mayWait;
    }

    private boolean append(Backlog.Portion portion) {
        try {
            if (!portion.sensors().isEmpty()) {
                history.describe(portion.sensors());
            }
            if (!portion.readings().isEmpty()) {
                history.append(portion.readings());
            }
        } catch (HistoryException e) {
            backlog.failed();
            trouble.failed(String.valueOf(e.getMessage()));
            return false;
        } catch (RuntimeException | Error e) {
            backlog.failed();
            failures.failed("readings could not be kept", e);
            trouble.failed("internal error: " + e);
            return false;
        }
        backlog.kept(portion);
        if (backlog.isShort()) {
            trouble.over();
        }
        return true;
    }

    private static Duration after(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
