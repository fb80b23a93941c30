package vigie.live;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs out when a connection takes nothing for too long. Owned by the session's event loop. */
final class StuckTimer {
    /** Enough for a connection that only pauses, when memory is short: 2 s. */
    static final Duration WHEN_PRESSED = Duration.ofSeconds(2);

    private final EventExecutor loop;
    private final Duration most;
    private final Runnable end;
    private @Nullable Future<?> running;
    private long startedNanos;

    /**
     * @param end what is done when it runs out; on the loop
     */
    StuckTimer(EventExecutor loop, Duration most, Runnable end) {
        this.loop = loop;
        this.most = most;
        this.end = end;
    }

    /** The connection takes nothing from now on, or still. */
    void start() {
        if (running == null) {
            startedNanos = loop.ticker().nanoTime();
            running = loop.schedule(end, most.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the connection has taken nothing for longer than that. */
    boolean isLongerThan(Duration time) {
        return running != null && loop.ticker().nanoTime() - startedNanos > time.toNanos();
    }

    /** It takes something, or is gone. */
    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }
}
