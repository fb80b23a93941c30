package vigie.hub;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a task at a steady {@link Beat} on a thread of its own. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final Runnable task;
    private final Runnable late;
    private final long periodNanos;
    private final Thread thread;
    private volatile boolean closed;
    /** Owned by the thread. */
    private long failures;

    /**
     * @param late called on the same thread after a run that was not done when the next was due
     */
    Ticker(Duration period, Runnable task, Runnable late) {
        this.task = task;
        this.late = late;
        this.periodNanos = period.toNanos();
        this.thread = new Thread(this::beat, "hub-ticker");
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

    private void beat() {
        Beat beat = new Beat(periodNanos, System.nanoTime());
        while (!closed) {
            long wait = beat.waitNanos(System.nanoTime());
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
                continue;
            }
            runSafely(task);
            if (beat.doneLate(System.nanoTime())) {
                runSafely(late);
            }
        }
    }

    /** Everything hangs on this thread: what fails in one tick, were it memory, may be there in the next. */
    private void runSafely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            if (Long.bitCount(++failures) == 1) {
                LOG.error("a tick failed ({} failures so far); the next comes all the same", failures, e);
            }
        }
    }
}
