package vigie.live.limits;

/**
 * How the live feed does.
 *
 * @param sessions sessions now
 * @param droppedTicks ticks that came while an event loop was still busy with the one before
 * @param skippedUpdates updates that a session did not get because it could not take them
 * @param catchUps times a session was brought up to date after that
 * @param stuckSessions sessions ended because they took nothing for too long
 * @param sentStills stills sent, each to one session
 * @param skippedStills stills that a session did not get because a newer one came first
 * @param views different views that are watched now
 * @param waitingBytes memory of all frames that sessions have not taken yet, each once
 * @param leftOutViews times that a view got no update because there was no time or room for it; it came later, {@code thinned}
 * @param delayedViews times that a session changed its view faster than is followed
 * @param refusedSessions sessions ended because too much waited for all of them, or they took no answers
 * @param failures times that one view or one session failed, mostly for want of memory
 */
public record LiveTally(
        long sessions,
        long droppedTicks,
        long skippedUpdates,
        long catchUps,
        long stuckSessions,
        long sentStills,
        long skippedStills,
        long views,
        long waitingBytes,
        long leftOutViews,
        long delayedViews,
        long refusedSessions,
        long failures) {}
