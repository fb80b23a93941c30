package vigie.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.FailureLog;
import vigie.work.health.Pulse;

/** Calls a task at a steady {@link Beat} on a thread of its own. Its pulse stops when the task hangs or fails each time. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private static final long REST = TimeUnit.MILLISECONDS.toNanos(Pulse.REST_MILLIS);

    private final Runnable task;
    private final Runnable late;
    private final long periodNanos;
    private final Thread thread;
    private final FailureLog failures = new FailureLog(LOG);
    private final Pulse pulse;
    private volatile boolean closed;

    /**
     * @param late called on the same thread after a run that was not done when the next was due
     */
    Ticker(Duration period, Runnable task, Runnable late) {
        this(period, task, late, new Pulse());
    }

    /**
     * @param late called on the same thread after a run that was not done when the next was due
     */
    Ticker(Duration period, Runnable task, Runnable late, Pulse pulse) {
        this.pulse = pulse;
        this.task = task;
        this.late = late;
        this.periodNanos = period.toNanos();
        this.thread = new Thread(this::run, "hub-ticker");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            beat(new Beat(periodNanos, System.nanoTime()));
        } finally {
            pulse.end();
        }
    }

    private void beat(Beat beat) {
        boolean works = true;
        while (!closed) {
            if (works) {
                pulse.beat();
            }
            long wait = beat.waitNanos(System.nanoTime());
            if (wait > 0) {
                LockSupport.parkNanos(this, Math.min(wait, REST));
                continue;
            }
            works = runSafely(task);
            if (beat.doneLate(System.nanoTime())) {
                boolean unused = runSafely(late);
            }
        }
    }

    /** Everything hangs on this thread: what fails in one tick, were it memory, may be there in the next. False when it failed. */
    private boolean runSafely(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | Error e) {
            failures.failed("a tick failed; the next one comes all the same", e);
            return false;
        }
    }
}
