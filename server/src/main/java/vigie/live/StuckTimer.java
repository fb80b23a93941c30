package vigie.live;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs out when a connection takes nothing for too long. Owned by the session's event loop. */
final class StuckTimer {
    private final EventExecutor loop;
    private final Duration most;
    private final Runnable end;
    private @Nullable Future<?> running;

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
            running = loop.schedule(end, most.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** It takes something, or is gone. */
    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }
}
