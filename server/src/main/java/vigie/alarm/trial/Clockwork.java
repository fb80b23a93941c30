package vigie.alarm.trial;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import vigie.source.Sleeper;

/** A clock that goes on only when somebody sleeps. One thread. */
final class Clockwork extends Clock implements Sleeper {
    /** When every trial begins: 2026-01-01T00:00:00Z. */
    static final long START = 1_767_225_600_000L;

    private long millis = START;

    /** A time as people read it: seconds from the beginning. */
    static String offset(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + "s" : String.format(Locale.ROOT, "%.3fs", millis / 1e3);
    }

    /** Milliseconds from the beginning. */
    long elapsed() {
        return millis - START;
    }

    @Override
    public void sleep(long forMillis) {
        millis += forMillis;
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("zone: " + zone + " (expected: not asked for)");
    }
}
