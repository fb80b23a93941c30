package vigie.load.run;

import java.time.Duration;
import vigie.load.socket.LoopThread;
import vigie.load.viewer.SessionOpener;
import vigie.load.viewer.Viewers;

/** Sessions open, until all have or for too long none does. On the thread of the run. */
final class OpeningPhase extends Phase {
    private final LoopThread loop;
    private final Viewers viewers;
    private final SessionOpener sessions;
    private final Duration longest;
    private int settled;
    private long since = System.nanoTime();

    /**
     * @param longest how long it may be that no session opens or fails
     */
    OpeningPhase(LoopThread loop, Viewers viewers, SessionOpener sessions, Duration longest)
            throws InterruptedException {
        super(loop, viewers, "opening");
        this.loop = loop;
        this.viewers = viewers;
        this.sessions = sessions;
        this.longest = longest;
    }

    @Override
    public boolean isDone() throws InterruptedException {
        if (sessions.isDone()) {
            return true;
        }
        int now = loop.ask(() -> viewers.openedCount() + viewers.failedCount());
        if (now != settled) {
            settled = now;
            since = System.nanoTime();
        }
        return System.nanoTime() - since > longest.toNanos();
    }
}
