package vigie.source;

import java.util.ArrayList;
import java.util.List;
import vigie.TestClock;

/** Sleeping moves the clock. Does what is asked of it after each sleep. One thread. */
public final class ClockSleeper implements Sleeper {
    private final TestClock clock;
    private final List<Long> sleeps = new ArrayList<>();
    private Runnable afterSleep = () -> {};

    public ClockSleeper(TestClock clock) {
        this.clock = clock;
    }

    public void afterEachSleep(Runnable action) {
        afterSleep = action;
    }

    public List<Long> sleeps() {
        return sleeps;
    }

    @Override
    public void sleep(long millis) throws InterruptedException {
        if (millis <= 0) {
            throw new IllegalArgumentException("millis: " + millis + " (expected: more than zero)");
        }
        sleeps.add(millis);
        clock.advance(millis);
        afterSleep.run();
    }
}
