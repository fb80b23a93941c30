package vigie.load;

import java.util.Locale;

/** Time passes while messages come. On the thread of the run. */
class Phase implements Patience.Matter {
    private final LoopThread loop;
    private final Audience audience;
    private final String name;
    private long before;

    Phase(LoopThread loop, Audience audience, String name) throws InterruptedException {
        this.loop = loop;
        this.audience = audience;
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
                audience.openCount(),
                audience.failedCount(),
                came));
    }

    private long messages() throws InterruptedException {
        return loop.ask(() -> audience.counts(false).messages + audience.counts(true).messages);
    }
}
