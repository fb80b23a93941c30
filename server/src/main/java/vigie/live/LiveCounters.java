package vigie.live;

import java.util.concurrent.atomic.AtomicLong;

/** What the live feed counts. Thread-safe. */
final class LiveCounters {
    final AtomicLong sessions = new AtomicLong();
    final AtomicLong droppedTicks = new AtomicLong();
    final AtomicLong skippedUpdates = new AtomicLong();
    final AtomicLong catchUps = new AtomicLong();
    final AtomicLong stuckSessions = new AtomicLong();
    final AtomicLong leftOutViews = new AtomicLong();
    final AtomicLong refusedSessions = new AtomicLong();
    final AtomicLong delayedViews = new AtomicLong();
    final AtomicLong failures = new AtomicLong();

    final AtomicLong sentStills = new AtomicLong();
    final AtomicLong skippedStills = new AtomicLong();

    /**
     * @param views different views now
     * @param waitingBytes memory of the frames that wait now
     */
    LiveTally tally(long views, long waitingBytes) {
        return new LiveTally(
                sessions.get(),
                droppedTicks.get(),
                skippedUpdates.get(),
                catchUps.get(),
                stuckSessions.get(),
                sentStills.get(),
                skippedStills.get(),
                views,
                waitingBytes,
                leftOutViews.get(),
                delayedViews.get(),
                refusedSessions.get(),
                failures.get());
    }
}
