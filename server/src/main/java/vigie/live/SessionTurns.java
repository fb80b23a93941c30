package vigie.live;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Sessions of one event loop that want something of their own, a view or the next piece of what they missed. They take turns, a piece
 * each, within the time that there is for it; those that asked for little come before those that keep asking.
 *
 * <p>Owned by the loop.
 */
final class SessionTurns {
    private static final long PAUSE_MILLIS = 5;

    private final EventLoop loop;
    private final OwnWork work;
    private final Queue<LiveSession> modest = new ArrayDeque<>();
    private final Queue<LiveSession> eager = new ArrayDeque<>();
    private boolean pumpDue;

    SessionTurns(EventLoop loop, OwnWork work) {
        this.loop = loop;
        this.work = work;
    }

    /** A session that is not waiting for a turn yet wants one: it gets it at once when nobody waits and there is time. */
    void ask(LiveSession session) {
        boolean more = true;
        while (more && !isAnyWaiting() && work.hasTime()) {
            more = turn(session);
        }
        if (more) {
            enqueue(session);
        }
    }

    /** How many wait. */
    int waiting() {
        return modest.size() + eager.size();
    }

    private void enqueue(LiveSession session) {
        (session.isEager() ? eager : modest).add(session);
        session.isWaitingForTurn(true);
        pumpLater();
    }

    private void pumpLater() {
        if (!pumpDue && !loop.isShuttingDown()) {
            var unused = loop.schedule(this::pump, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            pumpDue = true;
        }
    }

    /** One turn at least, so that it goes on however little time there is. */
    private void pump() {
        pumpDue = false;
        try {
            do {
                turnOfNext();
            } while (isAnyWaiting() && work.hasTime());
        } finally {
            if (isAnyWaiting()) {
                pumpLater();
            }
        }
    }

    private void turnOfNext() {
        LiveSession next = modest.isEmpty() ? eager.poll() : modest.poll();
        if (next != null) {
            next.isWaitingForTurn(false);
            if (turn(next)) {
                enqueue(next);
            }
        }
    }

    private boolean turn(LiveSession session) {
        long began = work.begin();
        try {
            return session.takeTurn();
        } finally {
            work.spentSince(began);
        }
    }

    private boolean isAnyWaiting() {
        return !modest.isEmpty() || !eager.isEmpty();
    }
}
