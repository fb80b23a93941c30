package vigie.http.websocket;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.LogThrottle;

/**
 * The budget for input that is still in flight: the memory that unfinished and unhandled messages and requests hold on all connections
 * together. Thread-safe.
 *
 * <p>Long input may use seven eighths of the budget. The rest is kept for short messages, so that senders of long ones cannot silence
 * everybody else.
 */
public final class InflightBytes {
    private static final Logger LOG = LoggerFactory.getLogger(InflightBytes.class);

    private final long limit;
    private final long limitOfLong;
    private final AtomicLong bytes = new AtomicLong();
    private final LogThrottle telling = new LogThrottle();

    /**
     * @param limit in bytes
     */
    public InflightBytes(long limit) {
        this.limit = limit;
        this.limitOfLong = limit - limit / 8;
    }

    /**
     * Takes bytes out of the budget, if they are left.
     *
     * @param isShort whether the connection holds little, these bytes included
     */
    boolean take(long more, boolean isShort) {
        long most = isShort ? limit : limitOfLong;
        long before = bytes.get();
        while (before + more <= most) {
            if (bytes.compareAndSet(before, before + more)) {
                return true;
            }
            before = bytes.get();
        }
        tell(before);
        return false;
    }

    /** Returns bytes that were taken. */
    void give(long fewer) {
        bytes.addAndGet(-fewer);
    }

    /** How many bytes are taken now. */
    long taken() {
        return bytes.get();
    }

    private void tell(long before) {
        if (telling.isDue()) {
            LOG.warn(
                    "unfinished messages and requests hold {} bytes: the server refuses more (1013, 503)."
                            + " Give it more memory (VIGIE_JAVA_OPTS=-Xmx…) or raise server.max-arriving-bytes ({})",
                    before,
                    limit);
        }
    }
}
