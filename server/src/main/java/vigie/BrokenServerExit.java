package vigie;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.health.HealthIssue;

/**
 * Ends a server that found itself broken, so that a supervisor restarts it. Gives it a while to write what it holds, and then halts the
 * process whatever hangs.
 */
public final class BrokenServerExit {
    /** {@value}, as BSD's {@code EX_SOFTWARE}: the server found itself broken and wants to be restarted. */
    static final int CODE = 70;

    /** How long the server may take to close. */
    public static final Duration CLOSING = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(BrokenServerExit.class);

    private final Duration patience;
    private final IntConsumer halt;
    private final Thread closing;

    /**
     * Makes all it needs now: when it is needed there may be no memory.
     *
     * @param close closes the server; may hang or fail
     * @param halt ends the process at once with an exit code, such as {@link Runtime#halt}
     */
    public BrokenServerExit(Runnable close, Duration patience, IntConsumer halt) {
        this.patience = patience;
        this.halt = halt;
        this.closing = new Thread(close, "closing");
        this.closing.setDaemon(true);
    }

    /** Ends the process. */
    public void broken(HealthIssue issue) {
        try {
            LOG.error("the server is broken and ends, to be restarted (exit code {}): {}", CODE, issue.line());
            closing.start();
            closing.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Also when there is no memory for a log line or for another thread.
            halt.accept(CODE);
        }
    }
}
