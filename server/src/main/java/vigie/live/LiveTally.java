package vigie.live;

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
 */
public record LiveTally(
        long sessions,
        long droppedTicks,
        long skippedUpdates,
        long catchUps,
        long stuckSessions,
        long sentStills,
        long skippedStills) {}
