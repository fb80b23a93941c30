package vigie.store.writer;

import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Trouble;
import vigie.work.LogThrottle;

/**
 * Tells once when something cannot be kept, once when some of it is lost for that, and once when that is over; and logs it. Thread-safe.
 */
public final class KeepingTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingTrouble.class);
    private static final int LINES_A_MINUTE = 6;

    private final LogThrottle throttle = new LogThrottle(LINES_A_MINUTE);
    private final String about;
    private final String things;
    private final Consumer<Trouble> listener;
    private final Clock clock;
    private @Nullable String cause;
    private boolean losing;
    private long lost;
    private long sinceMillis;
    private @Nullable String told;

    /**
     * @param about what the trouble is about, such as {@code history}
     * @param things what is to be kept, such as {@code readings}
     */
    public KeepingTrouble(String about, String things, Consumer<Trouble> listener, Clock clock) {
        this.about = about;
        this.things = things;
        this.listener = listener;
        this.clock = clock;
    }

    /** They could not be kept, for this cause; they wait. */
    public synchronized void failed(String why) {
        cause = why;
        tell();
    }

    /** For want of room, so many more are lost. */
    public synchronized void losing(long more) {
        losing = true;
        lost += more;
        tell();
    }

    /** Everything that waited is kept. */
    public synchronized void over() {
        if (told == null) {
            return;
        }
        String text = things + " are kept again; " + (lost == 0 ? "none was lost" : lost + " were lost");
        if (throttle.isDue()) {
            LOG.info("{}{}", text, throttle.takeHeldBackText());
        }
        listener.accept(new Trouble(about, text, true, clock.millis()));
        cause = null;
        losing = false;
        lost = 0;
        told = null;
    }

    private void tell() {
        String text = losing
                ? things + " are lost: " + (cause == null ? tooFast() : cause)
                : things + " wait to be kept: " + cause;
        if (text.equals(told)) {
            return;
        }
        sinceMillis = told == null ? clock.millis() : sinceMillis;
        told = text;
        if (throttle.isDue()) {
            LOG.warn("{}{}", text, throttle.takeHeldBackText());
        }
        listener.accept(new Trouble(about, text, false, sinceMillis));
    }

    private String tooFast() {
        return "they come faster than the disk takes them. Send fewer " + things
                + ", or put the data folder on a faster disk";
    }
}
