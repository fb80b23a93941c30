package vigie.source;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.sensor.PrintableText;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;
import vigie.work.FailureLog;
import vigie.work.LogThrottle;

/**
 * Keeps one source going: runs it on a thread of its own, and runs it again with back-off when it fails. Each change of state
 * or cause is told once and logged once, not once per try.
 */
public final class SourceSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceSupervisor.class);

    /** A read that waits for bytes may take a second to notice; its thread then ends by itself. */
    private static final long CLOSING_MILLIS = 500;

    private static final long WITHOUT_MEMORY_NANOS = 1_000_000_000L;
    /** A loose plug is lost and back many times a minute: {@value} lines of it. */
    private static final int LINES_A_MINUTE = 6;

    private final FailureLog failures = new FailureLog(LOG);
    private final LogThrottle changes = new LogThrottle(LINES_A_MINUTE);
    private final String id;
    private final Source source;
    private final SourceOutput output;
    private final Consumer<SourceStatus> listener;
    private final Backoff backoff;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile SourceStatus status;

    /**
     * @param id the source's id
     * @param source what is to be run
     * @param output where its bytes go
     * @param listener told of every change, on the source's thread
     */
    public SourceSupervisor(
            String id,
            Source source,
            SourceOutput output,
            Consumer<SourceStatus> listener,
            Backoff backoff,
            Clock clock) {
        this.id = id;
        this.source = source;
        this.output = output;
        this.listener = listener;
        this.backoff = backoff;
        this.clock = clock;
        this.status = statusOf(SourceState.OPENING, null);
        this.thread = new Thread(this::supervise, "source-" + id);
        this.thread.setDaemon(true);
    }

    /** Begins. Call once. */
    public void start() {
        listener.accept(status);
        thread.start();
    }

    /** How the source does. From any thread. */
    public SourceStatus status() {
        return status.asOf(clock.millis());
    }

    /** Tells the source to stop, without waiting. */
    public void stop() {
        stopping.countDown();
        source.stop();
        thread.interrupt();
    }

    /** Stops the source and waits for its thread, {@value #CLOSING_MILLIS} ms at most. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        while (!stopped()) {
            try {
                runUntilDone();
                return;
            } catch (OutOfMemoryError e) {
                // There was not even memory to say so and to wait: a source must not end for that.
                failures.failed("there is no memory to supervise a source; it is tried again:", id, e);
                LockSupport.parkNanos(this, WITHOUT_MEMORY_NANOS);
            }
        }
    }

    private void runUntilDone() {
        Duration pause = backoff.first();
        while (!stopped()) {
            Opened opened = new Opened();
            try {
                source.run(opened);
                if (!stopped()) {
                    become(SourceState.ENDED, null);
                }
                return;
            } catch (SourceException e) {
                if (stopped()) {
                    return;
                }
                become(SourceState.LOST, e.getMessage());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Errors, too: a port's native library that is missing must not look like a source that opens for ever.
                failures.failed("a source failed unexpectedly; it is tried again:", id, e);
                become(SourceState.LOST, "internal error: " + e);
            }
            pause = opened.seen ? backoff.first() : pause;
            if (!await(pause)) {
                return;
            }
            pause = backoff.after(pause);
        }
    }

    /** False when stopped. Returns early when what was missing is back. */
    private boolean await(Duration pause) {
        long slice = Math.min(pause.toMillis(), backoff.first().toMillis());
        try {
            for (long waited = 0; waited < pause.toMillis(); waited += slice) {
                if (stopping.await(slice, TimeUnit.MILLISECONDS)) {
                    return false;
                }
                if (source.returned()) {
                    return true;
                }
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void become(SourceState state, @Nullable String cause) {
        SourceStatus before = status;
        if (before.state() == state
                && Objects.equals(before.cause(), cause == null ? null : PrintableText.line(cause))) {
            return;
        }
        SourceStatus next = statusOf(state, cause);
        if (changes.isDue()) {
            if (next.cause() != null) {
                LOG.warn("source {}: {}: {}{}", id, state.word(), next.cause(), changes.takeHeldBackText());
            } else {
                LOG.info("source {}: {} ({}){}", id, state.word(), next.detail(), changes.takeHeldBackText());
            }
        }
        listener.accept(next);
        // Last: when the listener has no memory for it, the same is told again.
        status = next;
    }

    private SourceStatus statusOf(SourceState state, @Nullable String cause) {
        return new SourceStatus(id, source.name(), source.detail(), state, cause, clock.millis());
    }

    /** Passes on, and notices that the source came up. */
    private final class Opened implements SourceOutput {
        private boolean seen;

        @Override
        public void opened(boolean midLine) {
            seen = true;
            become(SourceState.LIVE, null);
            output.opened(midLine);
        }

        @Override
        public void bytes(byte[] bytes, int offset, int length, long arrivalMillis) {
            output.bytes(bytes, offset, length, arrivalMillis);
        }

        @Override
        public void quiet() {
            output.quiet();
        }
    }
}
