package vigie.http;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.LogThrottle;

/** How many bytes of WebSocket messages are under way on all connections together, against the limit. Thread-safe. */
final class ArrivingBytes {
    private static final Logger LOG = LoggerFactory.getLogger(ArrivingBytes.class);

    private final long limit;
    private final AtomicLong bytes = new AtomicLong();
    private final LogThrottle telling = new LogThrottle();

    ArrivingBytes(long limit) {
        this.limit = limit;
    }

    /** So many more, or fewer. */
    void change(long difference) {
        bytes.addAndGet(difference);
    }

    boolean tooMany() {
        return bytes.get() > limit;
    }

    /** Somebody is refused for it. */
    void refused() {
        if (telling.isDue()) {
            LOG.warn(
                    "{} bytes of messages arrive at a time: who sends long ones is refused with 1013. Give the server"
                            + " more memory (VIGIE_JAVA_OPTS=-Xmx…) or raise server.max-arriving-bytes ({})",
                    bytes.get(),
                    limit);
        }
    }
}
