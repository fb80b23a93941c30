package vigie.store.sqlite.file;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.sensor.PrintableText;
import vigie.work.LogThrottle;

/**
 * Rows that make no sense: they are passed over, counted, and told, once to whoever listens, once a minute in the log. A row that is
 * read again counts again. Thread-safe.
 */
public final class SkippedRows {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedRows.class);

    private static final int MOST_CHARACTERS = 200;

    private final LogThrottle throttle = new LogThrottle();
    private long count;
    private @Nullable String first;
    private @Nullable Consumer<String> listener;
    private boolean told;

    /** One more is passed over; what it holds may be anything. */
    public void add(String row) {
        String what = PrintableText.line(row.substring(0, Math.min(row.length(), MOST_CHARACTERS)));
        if (throttle.isDue()) {
            LOG.error(
                    "kept on disk, but makes no sense, and is left out: {} ({} others since this was last said)."
                            + " `./vigie history` says what else is damaged",
                    what,
                    throttle.takeHeldBack());
        }
        Consumer<String> listening;
        synchronized (this) {
            count++;
            first = first == null ? what : first;
            listening = told ? null : listener;
            told |= listening != null;
        }
        if (listening != null) {
            listening.accept(notice());
        }
    }

    public synchronized long count() {
        return count;
    }

    /** In words, for people. */
    public synchronized String notice() {
        return "the history has rows that make no sense; they are left out, the rest is shown (" + count
                + " so far, the first: " + first + "). `./vigie history` says what else is damaged.";
    }

    /** Told at the first one, at once if there was one already. */
    public void tell(Consumer<String> to) {
        boolean now;
        synchronized (this) {
            listener = to;
            now = count > 0 && !told;
            told |= now;
        }
        if (now) {
            to.accept(notice());
        }
    }
}
