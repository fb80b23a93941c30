package vigie.load.run;

import java.util.Locale;
import vigie.load.socket.LoopThread;
import vigie.load.viewer.Viewers;

/** Time passes while messages come. On the thread of the run. */
class Phase implements Patience.Matter {
    private final LoopThread loop;
    private final Viewers viewers;
    private final String name;
    private long before;

    Phase(LoopThread loop, Viewers viewers, String name) throws InterruptedException {
        this.loop = loop;
        this.viewers = viewers;
        this.name = name;
        this.before = messages();
    }

    @Override
    public boolean isDone() throws InterruptedException {
        return false;
    }

    @Override
    public final String line() throws InterruptedException {
        long now = messages();
        long came = now - before;
        before = now;
        return loop.ask(() -> String.format(
                Locale.ROOT,
                "%s: %d sessions open, %d failed, %d messages/s",
                name,
                viewers.openCount(),
                viewers.failedCount(),
                came));
    }

    private long messages() throws InterruptedException {
        return loop.ask(() -> viewers.counts(false).messages + viewers.counts(true).messages);
    }
}
