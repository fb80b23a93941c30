package vigie.history;

import java.time.Clock;

/**
 * Drops what is older than is to be kept, and the oldest when all takes more room than it may. It goes in steps that take some
 * milliseconds each, for the thread that appends, between two appends.
 */
public final class Retention {
    /** Some hundred blocks. */
    private static final long STEP_READINGS = 50_000;

    private final History history;
    private final HistorySettings settings;
    private final Clock clock;

    public Retention(History history, HistorySettings settings, Clock clock) {
        this.history = history;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Takes one step.
     *
     * @return how many readings were dropped; 0 when there is nothing to do for now
     */
    public long step() throws HistoryException {
        long dropped = history.dropBefore(clock.millis() - settings.retention().toMillis(), STEP_READINGS);
        return dropped == 0 && isTooMuch() ? history.dropBefore(Long.MAX_VALUE, STEP_READINGS) : dropped;
    }

    private boolean isTooMuch() throws HistoryException {
        HistorySize size = history.size();
        return size.bytes() - size.freeBytes() > settings.maxBytes();
    }
}
