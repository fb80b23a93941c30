package vigie.hub;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much the hub has to do, and the words for the log when it is too much. Guarded by the hub's lock. */
final class HubLoad {
    /** So many late ticks are worth a word; one may be the machine's: {@value}. */
    static final int LATE_WORTH_SAYING = 10;
    /** So long a wait of the sources, all in all, is worth a word. */
    static final Duration WAIT_WORTH_SAYING = Duration.ofSeconds(1);
    /** What was said is not said again so soon. */
    static final Duration SAID_AT_MOST_EVERY = Duration.ofMinutes(1);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Duration tick;
    private long ticks;
    private long lateTicks;
    private long readings;

    /** Since the beginning of a period; a new one begins when something was said, and after a minute without reason to. */
    private long periodNanos;

    private boolean said;
    private long ticksBefore;
    private long readingsBefore;
    private int lateInPeriod;
    private final Map<String, Long> waitedInPeriod = new TreeMap<>();

    HubLoad(Duration tick, long nowNanos) {
        this.tick = tick;
        this.periodNanos = nowNanos;
    }

    long ticks() {
        return ticks;
    }

    long lateTicks() {
        return lateTicks;
    }

    long readings() {
        return readings;
    }

    void ticked(int readingsHandedOn) {
        ticks++;
        readings += readingsHandedOn;
    }

    /** The last tick was not done when the next was due. */
    void wasLate() {
        lateTicks++;
        lateInPeriod++;
    }

    /** A source had to wait because the open batch was full. */
    void waited(String source, long nanos) {
        waitedInPeriod.merge(source, nanos, Long::sum);
    }

    /** What is to be said now, cause and cure; null when nothing is wrong, or it was said just now. */
    @Nullable
    String complaint(long nowNanos) {
        boolean over = nowNanos - periodNanos >= SAID_AT_MOST_EVERY.toNanos();
        if (said && !over) {
            return null;
        }
        String words = isWorthSaying() ? words() : null;
        if (words != null || over) {
            begin(nowNanos, words != null);
        }
        return words;
    }

    private boolean isWorthSaying() {
        return lateInPeriod >= LATE_WORTH_SAYING || isWaitWorthSaying();
    }

    private boolean isWaitWorthSaying() {
        long waited =
                waitedInPeriod.values().stream().mapToLong(Long::longValue).sum();
        return waited >= WAIT_WORTH_SAYING.toNanos();
    }

    private String words() {
        long ticksInPeriod = Math.max(1, ticks - ticksBefore);
        // Sources wait while nearly every tick is in time: not the work is too much, the batch is too small.
        if (isWaitWorthSaying() && lateInPeriod * 10L < ticksInPeriod) {
            return "readings arrive faster than a tick of %d ms can hold, which is %d%s. Lower server.tick or send fewer readings"
                    .formatted(tick.toMillis(), Hub.MAX_OPEN, waiting());
        }
        return "readings arrive faster than they can be handed on: %d of %d ticks took longer than %d ms, with %d readings each%s. Raise server.tick or send fewer readings"
                .formatted(
                        lateInPeriod,
                        ticksInPeriod,
                        tick.toMillis(),
                        (readings - readingsBefore) / ticksInPeriod,
                        waiting());
    }

    private String waiting() {
        if (waitedInPeriod.isEmpty()) {
            return "";
        }
        return waitedInPeriod.entrySet().stream()
                .map(it -> String.format(Locale.ROOT, "%s %.1f s", it.getKey(), it.getValue() / (double) SECOND))
                .collect(Collectors.joining(
                        ", ", "; sources had to wait (", "), and what a serial port cannot buffer meanwhile is lost"));
    }

    private void begin(long nowNanos, boolean justSaid) {
        periodNanos = nowNanos;
        said = justSaid;
        ticksBefore = ticks;
        readingsBefore = readings;
        lateInPeriod = 0;
        waitedInPeriod.clear();
    }
}
