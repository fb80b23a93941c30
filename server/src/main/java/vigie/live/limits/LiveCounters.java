package vigie.live.limits;

import java.util.concurrent.atomic.AtomicLong;

/** What the live feed counts. Thread-safe. */
public final class LiveCounters {
    public final AtomicLong sessions = new AtomicLong();
    public final AtomicLong droppedTicks = new AtomicLong();
    public final AtomicLong skippedUpdates = new AtomicLong();
    public final AtomicLong catchUps = new AtomicLong();
    public final AtomicLong stuckSessions = new AtomicLong();
    public final AtomicLong leftOutViews = new AtomicLong();
    public final AtomicLong refusedSessions = new AtomicLong();
    public final AtomicLong delayedViews = new AtomicLong();
    public final AtomicLong failures = new AtomicLong();

    public final AtomicLong sentStills = new AtomicLong();
    public final AtomicLong skippedStills = new AtomicLong();

    /**
     * What was counted so far.
     *
     * @param views different views now
     * @param waitingBytes memory of the frames that wait now
     */
    public LiveTally tally(long views, long waitingBytes) {
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
