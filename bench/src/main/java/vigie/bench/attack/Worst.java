package vigie.bench.attack;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The longest of many durations, and how many failed. Thread-safe. */
final class Worst {
    private final AtomicLong millis = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /**
     * The figures.
     *
     * @param millis the longest, failed ones counted
     * @param asked how many there were
     * @param failed how many of these failed
     */
    record Figures(long millis, int asked, int failed) {
        /** Such as {@code 812 (3 of 40 failed)}. */
        @Override
        public String toString() {
            return failed == 0 ? Long.toString(millis) : millis + " (" + failed + " of " + asked + " failed)";
        }
    }

    void took(long duration, boolean fine) {
        asked.incrementAndGet();
        if (!fine) {
            failed.incrementAndGet();
        }
        atLeast(duration);
    }

    /** Something takes that long already. */
    void atLeast(long duration) {
        millis.accumulateAndGet(duration, Math::max);
    }

    void reset() {
        millis.set(0);
        asked.set(0);
        failed.set(0);
    }

    Figures figures() {
        return new Figures(millis.get(), asked.get(), failed.get());
    }
}
