package vigie.history;

import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.sensor.Trouble;

/**
 * Tells once when readings cannot be kept, once when some are lost for it, and once when that is over; and logs it. Thread-safe.
 */
final class KeepingTrouble {
    /** What the trouble is about. */
    static final String ABOUT = "history";

    private static final String TOO_FAST =
            "they come faster than the disk takes them. Send fewer readings, or put the data folder on a faster disk";
    private static final Logger LOG = LoggerFactory.getLogger(KeepingTrouble.class);

    private final Consumer<Trouble> listener;
    private final Clock clock;
    private @Nullable String cause;
    private boolean losing;
    private long lost;
    private long sinceMillis;
    private @Nullable String told;

    KeepingTrouble(Consumer<Trouble> listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** Readings could not be kept, for this cause; they wait. */
    synchronized void failed(String why) {
        cause = why;
        tell();
    }

    /** For want of room, so many readings more are lost. */
    synchronized void losing(long readings) {
        losing = true;
        lost += readings;
        tell();
    }

    /** Everything that waited is kept. */
    synchronized void over() {
        if (told == null) {
            return;
        }
        String text = "readings are kept again; " + (lost == 0 ? "none was lost" : lost + " were lost");
        LOG.info(text);
        listener.accept(new Trouble(ABOUT, text, true, clock.millis()));
        cause = null;
        losing = false;
        lost = 0;
        told = null;
    }

    private void tell() {
        String text = losing
                ? "readings are lost: " + (cause == null ? TOO_FAST : cause)
                : "readings wait to be kept: " + cause;
        if (text.equals(told)) {
            return;
        }
        sinceMillis = told == null ? clock.millis() : sinceMillis;
        told = text;
        LOG.warn(text);
        listener.accept(new Trouble(ABOUT, text, false, sinceMillis));
    }
}
