package vigie.store.retention;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.EventKind;
import vigie.event.Trouble;
import vigie.store.EventQuery;
import vigie.store.EventStore;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.HistorySettings;
import vigie.store.HistorySize;

/**
 * Drops what is older than is to be kept, readings and events, and the oldest when all takes more room than it may. Events have a
 * quarter of that room to themselves, and readings the rest; either may use what the other does not need. What became of an active
 * alarm stays, or it would be forgotten with the next start. It goes in steps that take some milliseconds each, for the thread that
 * appends, between two appends. Owned by that thread.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Some hundred blocks. */
    private static final long STEP_READINGS = 50_000;

    private static final int STEP_EVENTS = 2_000;
    /** Events may always take one part in so many of the room. */
    private static final int SHARE_OF_EVENTS = 4;

    private static final String ABOUT = "history-clock";

    private final History history;
    private final EventStore events;
    private final HistorySettings settings;
    private final RetentionClock clock;
    private final Supplier<Set<Long>> standing;
    private final Consumer<Trouble> troubles;
    /** What was told of the clock last, and is still so. */
    private @Nullable String told;

    /**
     * @param clock the time by which to drop
     * @param standing the active alarms, by number; asked at each step
     * @param troubles told when nothing is dropped because the clock may be wrong, and when that is over
     */
    public Retention(
            History history,
            EventStore events,
            HistorySettings settings,
            RetentionClock clock,
            Supplier<Set<Long>> standing,
            Consumer<Trouble> troubles) {
        this.history = history;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
        this.standing = standing;
        this.troubles = troubles;
    }

    /** One for a clock that was right when it began. */
    public Retention(
            History history, EventStore events, HistorySettings settings, Clock clock, Supplier<Set<Long>> standing) {
        this(history, events, settings, RetentionClock.ofThisRun(clock), standing, trouble -> {});
    }

    /**
     * Takes one step.
     *
     * @return how many readings and events were dropped; 0 when there is nothing to do for now
     */
    public long step() throws HistoryException {
        RetentionClock.Judgement now = clock.judge();
        tell(now);
        clock.save();
        long dropped = dropBefore(now.millis() - settings.retention().toMillis());
        return dropped == 0 ? dropWhatIsTooMuch() : dropped;
    }

    private long dropBefore(long epochMillis) throws HistoryException {
        return history.dropBefore(epochMillis, STEP_READINGS) + dropEventsBefore(epochMillis);
    }

    private long dropWhatIsTooMuch() throws HistoryException {
        HistorySize size = history.size();
        if (size.bytes() - size.freeBytes() <= settings.maxBytes()) {
            return 0;
        }
        if (size.eventBytes() > settings.maxBytes() / SHARE_OF_EVENTS) {
            int dropped = dropEventsBefore(Long.MAX_VALUE);
            if (dropped > 0) {
                return dropped;
            }
        }
        long dropped = history.dropBefore(Long.MAX_VALUE, STEP_READINGS);
        return dropped > 0 ? dropped : dropEventsBefore(Long.MAX_VALUE);
    }

    private int dropEventsBefore(long epochMillis) throws HistoryException {
        return events.dropEventsBefore(epochMillis, STEP_EVENTS, standing.get());
    }

    /** A clock that is ahead is told when it would have dropped something, one that is behind always. */
    private void tell(RetentionClock.Judgement now) throws HistoryException {
        if (!now.waiting()) {
            if (told != null) {
                say("old data is dropped again: the clock is accepted", true, now.clockMillis());
                told = null;
            }
        } else if (told == null && (now.clockMillis() < now.trustedMillis() || wouldDrop(now.clockMillis()))) {
            told = now.text();
            say(told, false, now.clockMillis());
        }
    }

    private void say(String text, boolean over, long epochMillis) {
        LOG.warn(text);
        troubles.accept(new Trouble(ABOUT, text, over, epochMillis));
    }

    private boolean wouldDrop(long clockMillis) throws HistoryException {
        long oldest = clockMillis - settings.retention().toMillis();
        if (history.sensors().stream().anyMatch(sensor -> sensor.first() < oldest)) {
            return true;
        }
        boolean[] found = {false};
        events.events(
                new EventQuery(0, Long.MAX_VALUE, Long.MIN_VALUE, oldest, EnumSet.allOf(EventKind.class), false, 1),
                event -> found[0] = true);
        return found[0];
    }
}
