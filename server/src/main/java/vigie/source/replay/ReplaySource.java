package vigie.source.replay;

import java.math.BigDecimal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vigie.source.Sleeper;
import vigie.source.Source;
import vigie.source.SourceException;
import vigie.source.SourceOutput;

/**
 * Plays a file at its own pace, faster, or as fast as what comes after it can take it. Nothing is left out: after a pause of the
 * machine it goes on where it was. Bytes arrive when they are played, not when they were recorded.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} and the names may be used from any.
 */
public final class ReplaySource implements Source {
    /** A recording that begins with so long a silence begins with a whole line: {@value} ms, as on a serial port. */
    static final long QUIET_MILLIS = 1_000;

    /** From the end of one round to the beginning of the next, at rate 1: {@value} ms. */
    static final long BETWEEN_ROUNDS_MILLIS = 100;

    /** Later than this, the rest is put off instead of being hurried: {@value} ms. */
    static final long LATE_MILLIS = 1_000;

    private static final long LONGEST_SLEEP_MILLIS = 500;

    private final ReplaySettings settings;
    private final Clock clock;
    private final Sleeper sleeper;
    private volatile boolean stopped;
    /** When the last piece was due, by the clock; a fraction, so that a high rate does not lose time. */
    private double dueMillis;

    public ReplaySource(ReplaySettings settings, Clock clock) {
        this(settings, clock, Sleeper.THREAD);
    }

    /** The same, sleeping as told. */
    public ReplaySource(ReplaySettings settings, Clock clock, Sleeper sleeper) {
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public String name() {
        return settings.name() != null ? settings.name() : settings.id();
    }

    @Override
    public String detail() {
        return "replay of " + settings.file() + pace() + (settings.loop() ? " · in a loop" : "");
    }

    @Override
    public void run(SourceOutput out) throws SourceException, InterruptedException {
        stopped = false;
        dueMillis = (double) clock.millis();
        do {
            round(out);
            if (settings.loop()) {
                await(BETWEEN_ROUNDS_MILLIS);
            }
        } while (settings.loop() && !stopped);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void round(SourceOutput out) throws SourceException, InterruptedException {
        try (RecordingReader recording = RecordingReader.open(settings.file())) {
            @Nullable RecordedPiece piece = recording.next();
            if (piece == null) {
                throw new SourceException(
                        settings.file() + ": holds no bytes (expected: at least one line +<milliseconds> <bytes>)");
            }
            out.opened(recording.header() != null);
            if (piece.afterMillis() >= QUIET_MILLIS) {
                out.quiet();
            }
            while (piece != null && await(piece.afterMillis())) {
                out.bytes(piece.bytes(), 0, piece.bytes().length, clock.millis());
                piece = recording.next();
            }
        }
    }

    /** Waits until that much of the recording's time is over. False when stopped. */
    private boolean await(long recordedMillis) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (settings.rate() == ReplaySettings.AS_FAST_AS_IT_GOES) {
            return !stopped;
        }
        double step = recordedMillis / settings.rate();
        dueMillis += step;
        long wait = waitMillis(step);
        while (wait > 0 && !stopped) {
            sleeper.sleep(Math.min(wait, LONGEST_SLEEP_MILLIS));
            wait = waitMillis(step);
        }
        if (wait < -LATE_MILLIS) {
            dueMillis = (double) clock.millis();
        }
        return !stopped;
    }

    /** How long until due; when the clock was set back, no longer than the step. */
    private long waitMillis(double step) {
        dueMillis = Math.min(dueMillis, clock.millis() + step);
        return (long) Math.ceil(dueMillis - clock.millis());
    }

    private String pace() {
        if (settings.rate() == ReplaySettings.AS_FAST_AS_IT_GOES) {
            return " · as fast as it goes";
        }
        return settings.rate() == 1
                ? ""
                : " · ×"
                        + BigDecimal.valueOf(settings.rate())
                                .stripTrailingZeros()
                                .toPlainString();
    }
}
