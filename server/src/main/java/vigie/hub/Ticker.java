package vigie.hub;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Calls a task at a steady period on a thread of its own; beats it is late for are left out, not made up for. */
final class Ticker implements AutoCloseable {
    private final Runnable task;
    private final long periodNanos;
    private final Thread thread;
    private volatile boolean closed;

    Ticker(Duration period, Runnable task) {
        this.task = task;
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
        long next = System.nanoTime() + periodNanos;
        while (!closed) {
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
                continue;
            }
            task.run();
            next += periodNanos * Math.max(1, (System.nanoTime() - next) / periodNanos);
        }
    }
}
