package vigie.still.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Trouble;
import vigie.work.LogThrottle;

/** Tells once when stills cannot be kept, and once when that is over; and logs it. Guarded by the store's lock. */
final class StillTrouble {
    /** What the trouble is about. */
    static final String ABOUT = "stills";

    private static final Logger LOG = LoggerFactory.getLogger(StillTrouble.class);
    private static final int LINES_A_MINUTE = 6;

    private final LogThrottle throttle = new LogThrottle(LINES_A_MINUTE);
    private final Consumer<Trouble> listener;
    private final Clock clock;
    private @Nullable String told;
    private long sinceMillis;
    private long lost;

    StillTrouble(Consumer<Trouble> listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** One more could not be kept. */
    void failed(Path folder, IOException cause) {
        lost++;
        String text = "stills are shown, but not kept: " + folder + ": " + words(cause);
        if (text.equals(told)) {
            return;
        }
        sinceMillis = told == null ? clock.millis() : sinceMillis;
        told = text;
        if (throttle.isDue()) {
            LOG.warn("{}{}", text, throttle.takeHeldBackText());
        }
        listener.accept(new Trouble(ABOUT, text, false, sinceMillis));
    }

    /** One was kept. */
    void over() {
        if (told == null) {
            return;
        }
        String text = "stills are kept again; " + lost + " were not";
        if (throttle.isDue()) {
            LOG.info("{}{}", text, throttle.takeHeldBackText());
        }
        told = null;
        lost = 0;
        listener.accept(new Trouble(ABOUT, text, true, clock.millis()));
    }

    private static String words(IOException cause) {
        String reason = cause instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(cause.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota")) {
            return "the disk is full: make room, or lower stills.max-size";
        }
        if (cause instanceof AccessDeniedException || lower.contains("permission denied")) {
            return "no permission: give this user the right to write there";
        }
        return reason;
    }
}
