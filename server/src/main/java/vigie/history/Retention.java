package vigie.history;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Drops what is older than is to be kept, readings and events, and the oldest when all takes more room than it may: readings first,
 * and events when there are none left. What became of an alarm that stands stays in either case, or it would be forgotten with the next
 * start. It goes in steps that take some milliseconds each, for the thread that appends, between two
 * appends.
 */
public final class Retention {
    /** Some hundred blocks. */
    private static final long STEP_READINGS = 50_000;

    private static final int STEP_EVENTS = 2_000;

    private final History history;
    private final EventStore events;
    private final HistorySettings settings;
    private final Clock clock;
    private final Supplier<Set<Long>> standing;

    /**
     * @param standing the alarms that stand, by number; asked at each step
     */
    public Retention(
            History history, EventStore events, HistorySettings settings, Clock clock, Supplier<Set<Long>> standing) {
        this.history = history;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
        this.standing = standing;
    }

    /**
     * Takes one step.
     *
     * @return how many readings and events were dropped; 0 when there is nothing to do for now
     */
    public long step() throws HistoryException {
        long dropped = dropBefore(clock.millis() - settings.retention().toMillis());
        return dropped == 0 && isTooMuch() ? dropOldest() : dropped;
    }

    private long dropBefore(long epochMillis) throws HistoryException {
        return history.dropBefore(epochMillis, STEP_READINGS) + dropEventsBefore(epochMillis);
    }

    private long dropOldest() throws HistoryException {
        long dropped = history.dropBefore(Long.MAX_VALUE, STEP_READINGS);
        return dropped > 0 ? dropped : dropEventsBefore(Long.MAX_VALUE);
    }

    private int dropEventsBefore(long epochMillis) throws HistoryException {
        return events.dropEventsBefore(epochMillis, STEP_EVENTS, standing.get());
    }

    private boolean isTooMuch() throws HistoryException {
        HistorySize size = history.size();
        return size.bytes() - size.freeBytes() > settings.maxBytes();
    }
}
