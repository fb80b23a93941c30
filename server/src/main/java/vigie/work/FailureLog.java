package vigie.work;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Logs the unexpected failures of a piece of background work, at most once a minute, with the count so far. It never throws: when
 * there is no memory for the log line, the failure is counted all the same. Thread-safe.
 */
public final class FailureLog {
    private final Logger log;
    private final LogThrottle throttle;
    private final AtomicLong failures = new AtomicLong();

    /** Writes to this log. */
    public FailureLog(Logger log) {
        this(log, new LogThrottle());
    }

    /** Writes to this log when the throttle lets it. */
    public FailureLog(Logger log, LogThrottle throttle) {
        this.log = log;
        this.throttle = throttle;
    }

    /** How many failures there were. */
    public long count() {
        return failures.get();
    }

    /**
     * Work failed.
     *
     * @param what which work, and what follows from it
     */
    public void failed(String what, Throwable why) {
        failed(what, "", why);
    }

    /**
     * Work failed.
     *
     * @param what which work, and what follows from it
     * @param on what it worked on; turned into text only when the line is written
     */
    public void failed(String what, Object on, Throwable why) {
        long count = failures.incrementAndGet();
        try {
            if (throttle.isDue()) {
                long unused = throttle.takeHeldBack();
                log.error("{} {} ({} failures so far)", what, on, count, why);
            }
        } catch (RuntimeException | Error e) {
            // There is no memory to write a line with, or the text of `on` fails. The failure is counted.
        }
    }
}
