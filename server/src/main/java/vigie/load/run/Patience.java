package vigie.load.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vigie.load.LoadProgress;

/** Waits, and tells how far the run is while it waits. On the thread of the run, which it may be told to stop from any. */
final class Patience {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

    private final CountDownLatch stopped;
    private final LoadProgress progress;

    Patience(CountDownLatch stopped, LoadProgress progress) {
        this.stopped = stopped;
        this.progress = progress;
    }

    /** Whether the run is to end early. */
    boolean isOver() {
        return stopped.getCount() == 0;
    }

    /** What is waited for, and how far that is. */
    interface Matter {
        boolean isDone() throws InterruptedException;

        /** One short line, called once a second. */
        String line() throws InterruptedException;
    }

    /** Until it is done, the time is over, or the run is to end. */
    void await(Duration time, Matter matter) throws InterruptedException {
        long begin = System.nanoTime();
        long told = begin;
        while (!isOver() && !matter.isDone()) {
            long now = System.nanoTime();
            if (now - told >= TOLD_EVERY.toNanos()) {
                told += TOLD_EVERY.toNanos();
                progress.at(matter.line());
            }
            long left = time.toNanos() - (now - begin);
            if (left <= 0 || stopped.await(Math.min(left, STEP.toNanos()), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }
}
