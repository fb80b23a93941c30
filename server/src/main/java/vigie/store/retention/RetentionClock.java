package vigie.store.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Event;
import vigie.store.EventQuery;
import vigie.store.EventStore;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.HistoryMemo;
import vigie.store.SensorExtent;

/**
 * The time by which old data is dropped. It is the machine's clock as long as that agrees with the last run of the retention, within
 * a day. When the two disagree, such as on a machine whose clock is wrong, or that was off for long, this clock goes on from the last
 * run at the pace of the machine, and waits until the clock agrees again or is accepted: by a person, however far it is off; by itself
 * when it is off by a week at most and the server has run with it for a day. So a wrong clock never drops anything.
 *
 * <p>Thread-safe.
 */
public final class RetentionClock {
    /** So much the clock may differ: a day. */
    static final long TOLERANCE_MILLIS = Duration.ofDays(1).toMillis();

    private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);
    private static final long SMALL_DIFFERENCE = Duration.ofDays(7).toMillis();
    private static final long TRIAL = Duration.ofDays(1).toMillis();
    private static final long SAVED_EVERY = Duration.ofMinutes(10).toMillis();

    private static final String TRUSTED = "retention-clock";
    private static final String TRIED = "retention-clock-tried";
    private static final String TRIED_FOR = "retention-clock-tried-for";

    private final HistoryMemo memo;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Predicate<Long> accepted;

    /** All guarded by this. The time of the last run, going on with the machine. */
    private long trusted;
    /** The last time of a clock that disagrees, 0 when there is none, and for how long the server has run with it. */
    private long tried;

    private long triedFor;
    private boolean waiting;
    private long lastNanos;
    private long savedTrusted;

    /**
     * What the clock and the last run say.
     *
     * @param millis the time by which to drop, epoch milliseconds
     * @param clockMillis what the machine's clock says
     * @param trustedMillis what it should be about
     * @param waiting whether the two disagree
     */
    public record Judgement(long millis, long clockMillis, long trustedMillis, boolean waiting) {
        /** What to do, for people. */
        String text() {
            long days = Math.round((double) Math.abs(clockMillis - trustedMillis) / TOLERANCE_MILLIS);
            return "nothing is dropped for its age: the clock says " + minute(clockMillis) + ", " + days + " days "
                    + (clockMillis > trustedMillis ? "after" : "before") + " what was kept last ("
                    + minute(trustedMillis)
                    + "). Set the clock if it is wrong. If it is right, run: vigie history --accept-clock"
                    + (days < Duration.ofMillis(SMALL_DIFFERENCE).toDays()
                            ? ". Otherwise it is accepted once the server has run for a day"
                            : "");
        }

        private static String minute(long millis) {
            return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MINUTES).toString();
        }
    }

    /**
     * @param memo has the last run
     * @param nanos the machine's own time, which nobody sets, as {@link System#nanoTime}
     * @param accepted asked whether a person has accepted a time; counts once
     * @param reference the time of what was kept last, epoch milliseconds, when no run is known; 0 when nothing is kept
     */
    RetentionClock(HistoryMemo memo, Clock clock, LongSupplier nanos, Predicate<Long> accepted, LongSupplier reference)
            throws HistoryException {
        this.memo = memo;
        this.clock = clock;
        this.nanos = nanos;
        this.accepted = accepted;
        Map<String, Long> known = memo.memo();
        trusted = known.getOrDefault(TRUSTED, 0L);
        trusted = trusted > 0 ? trusted : reference.getAsLong();
        tried = Math.max(0, known.getOrDefault(TRIED, 0L));
        triedFor = Math.max(0, known.getOrDefault(TRIED_FOR, 0L));
        lastNanos = nanos.getAsLong();
    }

    /**
     * Goes on from the last run of the retention of a history; when that is not known, from what was kept last.
     *
     * @param acceptance where a person says that the clock is right
     */
    public static RetentionClock of(
            History history, EventStore events, HistoryMemo memo, Clock clock, ClockAcceptance acceptance)
            throws HistoryException {
        long reference = newest(history, events);
        return new RetentionClock(memo, clock, System::nanoTime, acceptance::take, () -> reference);
    }

    /** One that begins with this run. */
    static RetentionClock ofThisRun(Clock clock) {
        try {
            return new RetentionClock(HistoryMemo.ofThisRun(), clock, System::nanoTime, time -> false, () -> 0);
        } catch (HistoryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The time that a quarter of the sensors reached: one device with a wrong clock of its own does not count. */
    static long newest(History history, EventStore events) throws HistoryException {
        List<Long> last =
                history.sensors().stream().map(SensorExtent::last).sorted().toList();
        if (!last.isEmpty()) {
            return Math.max(0, last.get(last.size() - 1 - last.size() / 4));
        }
        long[] newest = {0};
        events.events(
                EventQuery.newest(1), (Event event) -> newest[0] = event.what().epochMillis());
        return Math.max(0, newest[0]);
    }

    /** The time by which to drop, epoch milliseconds. */
    public long millis() {
        return judge().millis();
    }

    /** Looks at the clock. */
    public synchronized Judgement judge() {
        long now = clock.millis();
        long ran = sinceLastLook();
        trusted = trusted == 0 ? now : trusted + ran;
        if (differs(now, trusted, TOLERANCE_MILLIS)) {
            tryOut(now, ran);
        } else {
            trust(now);
        }
        return new Judgement(waiting ? Math.min(now, trusted) : now, now, trusted, waiting);
    }

    private long sinceLastLook() {
        long nanosNow = nanos.getAsLong();
        long ran = Math.max(0, Duration.ofNanos(nanosNow - lastNanos).toMillis());
        // What is less than a millisecond is not lost.
        lastNanos += Duration.ofMillis(ran).toNanos();
        return ran;
    }

    private void tryOut(long now, long ran) {
        boolean goesOn = tried > 0 && !differs(now, tried + ran, TOLERANCE_MILLIS);
        triedFor = goesOn ? triedFor + ran : 0;
        tried = now;
        waiting = true;
        if (accepted.test(now)) {
            LOG.info("the clock was accepted by a person: {}", Judgement.minute(now));
            trust(now);
        } else if (triedFor >= TRIAL && !differs(now, trusted, SMALL_DIFFERENCE)) {
            LOG.info("the clock is accepted after a day: {}", Judgement.minute(now));
            trust(now);
        }
    }

    private void trust(long now) {
        trusted = now;
        tried = 0;
        triedFor = 0;
        waiting = false;
    }

    private static boolean differs(long one, long other, long byMoreThan) {
        return Math.abs(one - other) > byMoreThan;
    }

    /** Keeps the last run for the next start, once in a while. Blocks while it is written. */
    void save() throws HistoryException {
        Map<String, Long> numbers;
        synchronized (this) {
            if (!differs(trusted, savedTrusted, SAVED_EVERY)) {
                return;
            }
            savedTrusted = trusted;
            numbers = Map.of(TRUSTED, trusted, TRIED, tried, TRIED_FOR, triedFor);
        }
        memo.remember(numbers);
    }
}
