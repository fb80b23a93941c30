package vigie.http.transport;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import vigie.work.health.HealthCheck;

/**
 * Looks whether an event loop answers, and gets the memory that a read takes. The watchdog's thread asks, the loop answers.
 */
public final class LoopCheck implements HealthCheck {
    private static final Finding ENDED = new Finding("its event loop has ended", true);
    private static final Finding SILENT = new Finding("its event loop does not answer", false);
    private static final Finding NO_MEMORY = new Finding(
            "no direct memory is left to read with. Raise -XX:MaxDirectMemorySize or lower the number of connections",
            false);

    private final EventLoop loop;
    private final Runnable allocation;
    private volatile boolean asked;
    private volatile boolean withoutMemory;

    /**
     * @param allocation takes what a read takes, and gives it back; on the loop
     */
    public LoopCheck(EventLoop loop, Runnable allocation) {
        this.loop = loop;
        this.allocation = allocation;
    }

    @Override
    public @Nullable Finding find() {
        if (loop.isShuttingDown()) {
            return ENDED;
        }
        if (asked) {
            return SILENT;
        }
        boolean hadNoMemory = withoutMemory;
        asked = true;
        try {
            loop.execute(this::answer);
        } catch (RejectedExecutionException e) {
            return ENDED;
        }
        return hadNoMemory ? NO_MEMORY : null;
    }

    private void answer() {
        try {
            allocation.run();
            withoutMemory = false;
        } catch (OutOfMemoryError e) {
            withoutMemory = true;
        } finally {
            asked = false;
        }
    }
}
