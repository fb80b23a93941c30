package vigie.source.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.source.Sleeper;
import vigie.source.Source;
import vigie.source.SourceException;
import vigie.source.SourceOutput;
import vigie.source.simulated.plant.Schedule;

/**
 * A simulated device on a cable. It delivers each line when it is due by the clock, many at a time when they come thick, and
 * sleeps in between. When its lines are not taken in time it catches up; what is older than a second by then is left out, as a
 * real device's would be that nobody reads, but counted.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop}, {@link #returned}, {@link #skippedReadings} and the names may be used from
 * any.
 */
public final class SimulatedSource implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedSource.class);

    /** After a pause at most so much is caught up: {@value} ms. */
    static final long CATCH_UP_MILLIS = 1_000;

    /** It wakes up no more often than this: {@value} ms. */
    static final long LEAST_SLEEP_MILLIS = 10;

    private static final long LONGEST_SLEEP_MILLIS = 500;

    private final SimulatedSettings settings;
    private final SimulatedDevice device;
    private final LinePace pace;
    private final Clock clock;
    private final Sleeper sleeper;
    private final LineBytes bytes = new LineBytes();
    private final AtomicLong skippedReadings = new AtomicLong();
    private volatile boolean stopped;

    /** A source whose schedules begin now. */
    public SimulatedSource(SimulatedSettings settings, Clock clock) {
        this(settings, clock, Sleeper.THREAD);
    }

    /** The same, sleeping as told. */
    public SimulatedSource(SimulatedSettings settings, Clock clock, Sleeper sleeper) {
        this.settings = settings;
        this.device = new SimulatedDevice(settings, clock.millis());
        this.pace = device.pace();
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public String name() {
        return settings.displayName();
    }

    @Override
    public String detail() {
        BigDecimal hertz = BigDecimal.valueOf(pace.millihertz(), 3)
                .setScale(pace.millihertz() < 1000 ? 3 : 1, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return "simulated · " + hertz.toPlainString() + " Hz";
    }

    @Override
    public void run(SourceOutput out) throws SourceException, InterruptedException {
        stopped = false;
        long now = clock.millis();
        requirePluggedIn(now);
        out.opened(false);
        bytes.clear();
        device.header(bytes);
        flush(now, out);
        long next = pace.lineAt(now) + 1;
        while (!stopped) {
            now = clock.millis();
            next = deliver(skipTo(bounded(next, now), next), now, out);
            requirePluggedIn(now);
            sleeper.sleep(sleepMillis(next, now));
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** The cable is in again. */
    @Override
    public boolean returned() {
        return device.unplugged(clock.millis()) == null;
    }

    @Override
    public long skippedReadings() {
        return skippedReadings.get();
    }

    /** Delivers what is due and returns the line after it. Bytes carry the time at which they were due. */
    private long deliver(long from, long now, SourceOutput out) throws SourceException {
        long due = pace.lineAt(now);
        long arrivalMillis = 0;
        for (long line = from; line <= due && !stopped; line++) {
            long dueMillis = pace.dueMillis(line);
            if (dueMillis != arrivalMillis) {
                flush(arrivalMillis, out);
                requirePluggedIn(dueMillis);
                arrivalMillis = dueMillis;
            }
            device.line(line, bytes);
        }
        flush(arrivalMillis, out);
        return Math.max(from, due + 1);
    }

    private void flush(long arrivalMillis, SourceOutput out) {
        if (bytes.length() > 0) {
            out.bytes(bytes.array(), 0, bytes.length(), arrivalMillis);
            bytes.clear();
        }
    }

    /** Not too far back after a pause, and not waiting for hours when the clock was set back. */
    private long bounded(long next, long now) {
        long due = pace.lineAt(now);
        if (next > pace.lineAt(now + CATCH_UP_MILLIS) + 1) {
            return due + 1;
        }
        return Math.max(next, pace.lineAt(now - CATCH_UP_MILLIS) + 1);
    }

    /** Counts the lines that are left out, and says so the first time. */
    private long skipTo(long line, long next) {
        if (line > next) {
            long readings = (line - next) * device.channels();
            if (skippedReadings.getAndAdd(readings) == 0) {
                LOG.warn(
                        "source {}: {} readings were left out because they were not taken within {} ms of being due, or the"
                                + " machine stood still; all are counted as skipped in /api/sources",
                        settings.id(),
                        readings,
                        CATCH_UP_MILLIS);
            }
        }
        return line;
    }

    private long sleepMillis(long next, long now) {
        return Math.max(LEAST_SLEEP_MILLIS, Math.min(LONGEST_SLEEP_MILLIS, pace.dueMillis(next) - now));
    }

    private void requirePluggedIn(long epochMillis) throws SourceException {
        @Nullable Schedule out = device.unplugged(epochMillis);
        if (out != null) {
            throw new SourceException("simulated: cable pulled (it is put back after " + inWords(out.lasts()) + ")");
        }
    }

    private static String inWords(Duration duration) {
        return duration.toMillis() < 10_000 && duration.toMillis() % 1000 != 0
                ? duration.toMillis() + " ms"
                : duration.toSeconds() + " s";
    }
}
