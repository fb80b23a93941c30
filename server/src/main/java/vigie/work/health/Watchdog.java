package vigie.work.health;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.FailureLog;
import vigie.work.health.HealthCheck.Finding;

/**
 * Checks once a second whether each part of the server is well. A part that is not well at three checks in a row is an issue, which
 * {@link #issues} reports at once. A part that stays so is given up: the server is broken, and whoever runs it is told.
 *
 * <p>It counts its own checks and not the time: when the machine was suspended, the check that comes late says nothing. Parts are added before it starts. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {
    /**
     * The watchdog gives up a part that hangs longer than this. It is long enough that an event loop on a starved machine, which is slow and not dead, is
     * left alone: {@code /readyz} says within five seconds that it does not answer.
     */
    public static final Duration HUNG = Duration.ofSeconds(30);

    /** The same for a part that waits for a disk: a worn memory card or a network drive may stall for a while. */
    public static final Duration HUNG_ON_DISK = Duration.ofSeconds(60);

    /** The same for exhausted memory: after this time a restart serves viewers better. */
    public static final Duration OUT_OF_MEMORY = Duration.ofSeconds(6);

    static final Duration PERIOD = Duration.ofSeconds(1);
    /** Bad checks in a row that make an issue: {@value}. The last good check is at most a second older, so 5 s suffice. */
    static final int REPORTED_AFTER = 3;
    /** Bad checks after which a part that has ended is given up: {@value}, so that supervisors see the issue first. */
    static final int GIVEN_UP_AFTER_END = 5;

    private static final long PERIOD_NANOS = PERIOD.toNanos();
    private static final long GIVEN_UP_WITHOUT_MEMORY = OUT_OF_MEMORY.toSeconds();
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final FailureLog failures = new FailureLog(LOG);
    private final Clock clock;
    private final LongSupplier nanos;
    private final Listener listener;
    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private final Thread thread;
    /** Made beforehand: when it is needed there is no memory. */
    private final HealthIssue noMemory;

    private final List<HealthIssue> onlyNoMemory;
    /** Owned by the watchdog's thread. */
    private long lastNanos;

    private boolean wasLate;
    private int checksWithoutMemory;
    private boolean givenUp;
    private volatile List<HealthIssue> issues = List.of();

    /** Who is told, on the watchdog's thread. */
    public interface Listener {
        /** An issue has begun, or one is over. */
        void changed(HealthIssue issue, boolean over);

        /** The server is broken and does not recover. Told once; may block. */
        void broken(HealthIssue issue);
    }

    /** Watches by the machine's clock. */
    public Watchdog(Listener listener, Clock clock) {
        this(listener, clock, System::nanoTime);
    }

    /**
     * @param clock says since when an issue lasts
     * @param nanos the time in nanoseconds, as {@link System#nanoTime}
     */
    Watchdog(Listener listener, Clock clock, LongSupplier nanos) {
        this.listener = listener;
        this.clock = clock;
        this.nanos = nanos;
        this.lastNanos = nanos.getAsLong();
        this.noMemory = new HealthIssue("memory", "none is left, not even to check it", clock.millis());
        this.onlyNoMemory = List.of(noMemory);
        this.thread = new Thread(this::watch, "health-watch");
        this.thread.setDaemon(true);
    }

    /**
     * Adds a thread.
     *
     * @param hung how long it may make no progress before it is given up
     */
    public void watch(String name, Pulse pulse, Duration hung) {
        watch(name, new PulseCheck(pulse), hung);
    }

    /**
     * Adds a part.
     *
     * @param lasting how long the check may find something before the part is given up
     */
    public void watch(String name, HealthCheck check, Duration lasting) {
        parts.add(new Part(name, check, lasting));
    }

    /** Begins. Call once. */
    public void start() {
        lastNanos = nanos.getAsLong();
        thread.start();
    }

    /** What is not well; empty when all is. Costs nothing. */
    public List<HealthIssue> issues() {
        return issues;
    }

    /** Checks no more. Does not wait: its own thread may be the one that closes the server. */
    @Override
    public void close() {
        closed = true;
    }

    /** Allocates nothing between two checks: it must survive when there is no memory. */
    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, PERIOD_NANOS);
            checkSafely();
        }
    }

    /** Without memory for a check, that is the finding. */
    private void checkSafely() {
        try {
            if (!closed) {
                check();
            }
        } catch (OutOfMemoryError e) {
            checksWithoutMemory++;
            if (checksWithoutMemory >= REPORTED_AFTER && issues.isEmpty()) {
                issues = onlyNoMemory;
            }
            if (checksWithoutMemory >= GIVEN_UP_WITHOUT_MEMORY) {
                giveUp(noMemory);
            }
        } catch (RuntimeException | Error e) {
            failures.failed("a check of the server's health failed", e);
        }
    }

    /** One check of all parts. The watchdog's thread calls it; tests do without one. */
    void check() {
        long now = nanos.getAsLong();
        // Only one: with memory exhausted, garbage collection may make every check late.
        boolean late = now - lastNanos > 2 * PERIOD_NANOS;
        boolean skipped = late && !wasLate;
        wasLate = late;
        lastNanos = now;
        if (skipped || givenUp) {
            return;
        }
        long nowMillis = clock.millis();
        HealthIssue hopeless = null;
        boolean allWell = true;
        for (Part part : parts) {
            HealthIssue before = part.issue;
            part.check(nowMillis);
            if (before == null && part.issue != null) {
                changed(part.issue, false);
            } else if (before != null && part.issue == null) {
                changed(before, true);
            }
            allWell &= part.bad == 0;
            hopeless = hopeless == null && part.isHopeless(checksWithoutMemory) ? part.issue : hopeless;
        }
        if (allWell) {
            checksWithoutMemory = 0;
            issues = List.of();
        }
        if (hopeless != null) {
            giveUp(hopeless);
        }
    }

    private void changed(HealthIssue issue, boolean over) {
        List<HealthIssue> all = new ArrayList<>();
        for (Part part : parts) {
            if (part.issue != null) {
                all.add(part.issue);
            }
        }
        issues = List.copyOf(all);
        listener.changed(issue, over);
    }

    private void giveUp(HealthIssue issue) {
        if (!givenUp) {
            givenUp = true;
            listener.broken(issue);
        }
    }

    /** What is watched. Owned by the watchdog's thread. */
    private static final class Part {
        private final String name;
        private final HealthCheck check;
        private final long givenUpAfter;
        private int bad;
        private boolean ended;
        private long wellMillis = Long.MIN_VALUE;
        private @Nullable HealthIssue issue;

        Part(String name, HealthCheck check, Duration lasting) {
            this.name = name;
            this.check = check;
            this.givenUpAfter = lasting.toNanos() / PERIOD_NANOS;
        }

        void check(long nowMillis) {
            Finding finding = check.find();
            if (finding == null) {
                bad = 0;
                wellMillis = nowMillis;
                issue = null;
                return;
            }
            bad++;
            ended = finding.hasEnded();
            if (issue == null && bad >= REPORTED_AFTER) {
                long since = wellMillis == Long.MIN_VALUE ? nowMillis : Math.min(wellMillis, nowMillis);
                issue = new HealthIssue(name, finding.text(), since);
            }
        }

        /** Checks for which there was no memory count, too. */
        boolean isHopeless(int checksWithoutMemory) {
            return issue != null && bad + checksWithoutMemory >= (ended ? GIVEN_UP_AFTER_END : givenUpAfter);
        }
    }
}
