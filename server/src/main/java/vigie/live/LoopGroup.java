package vigie.live;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.event.EventLog;
import vigie.hub.Hub;

/**
 * The sessions of one event loop. At most one tick is on its way to the loop at any time; when the next comes earlier it is
 * dropped for this loop, and its sessions catch up afterwards. So an overloaded loop is late by one tick, never by a queue.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class LoopGroup {
    /** How long after a late run, or after they were full, sessions catch up, if no tick came meanwhile. */
    private static final Duration SOON = Duration.ofMillis(50);

    private final EventLoop loop;
    private final LiveCounters counters;

    /** Owned by the loop, as all that follows. */
    private final SessionList sessions = new SessionList();

    private final FrameWriters writers = new FrameWriters();
    private final CatchUps catchUps;
    private final News news;
    private final Consumer<LiveSession> tick = this::tick;
    private final Consumer<LiveSession> catchUp = this::bringUp;
    private final Consumer<LiveSession> tell = this::tell;
    private @Nullable SharedFrames current;
    private boolean catchUpDue;

    private final AtomicBoolean outstanding = new AtomicBoolean();
    /** Set by the ticker thread, taken back by the loop. */
    private final AtomicBoolean missed = new AtomicBoolean();
    /** Set by any thread, taken back by the loop. */
    private final AtomicBoolean newsOnTheirWay = new AtomicBoolean();

    LoopGroup(EventLoop loop, Hub hub, EventLog events, Presence presence, LiveCounters counters) {
        this.loop = loop;
        this.counters = counters;
        this.catchUps = new CatchUps(hub, ByteBufAllocator.DEFAULT, writers);
        this.news = new News(events, presence, ByteBufAllocator.DEFAULT, writers);
    }

    /** On the loop. */
    void add(LiveSession session) {
        if (sessions.add(session)) {
            counters.sessions.incrementAndGet();
        }
    }

    /** On the loop. */
    void remove(LiveSession session) {
        if (sessions.remove(session)) {
            counters.sessions.decrementAndGet();
        }
    }

    /** On the loop: what its sessions write with. */
    FrameWriters writers() {
        return writers;
    }

    /**
     * On the loop: a session can take something again. Whoever can is brought to the present soon, all at once, so that they share
     * what they missed; a tick that comes before does the same.
     */
    void catchUpSoon() {
        if (!catchUpDue && !loop.isShuttingDown()) {
            catchUpDue = true;
            var unused = loop.schedule(this::catchUpAll, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * From any thread: there are events, or other people are here. At most one telling is on its way to the loop: it tells whatever
     * there is when it comes there.
     */
    void newsCame() {
        if (newsOnTheirWay.compareAndSet(false, true)) {
            try {
                loop.execute(this::tellAll);
            } catch (RejectedExecutionException e) {
                // The loop has ended, and its sessions with it.
            }
        }
    }

    /** Ticker thread: whether the loop is ready for a tick; if so, {@link #deliver} or {@link #unclaim} must follow. */
    boolean claimOrDrop() {
        if (outstanding.compareAndSet(false, true)) {
            return true;
        }
        missed.set(true);
        // The loop may have become ready just before it could see that: nobody would look again until the next tick.
        if (outstanding.compareAndSet(false, true)) {
            return true;
        }
        counters.droppedTicks.incrementAndGet();
        return false;
    }

    /** Ticker thread: there is nothing to deliver after all. */
    void unclaim() {
        outstanding.set(false);
    }

    /** Ticker thread: hands over a reference to the frames. */
    void deliver(SharedFrames frames) {
        try {
            loop.execute(() -> run(frames));
        } catch (RejectedExecutionException e) {
            frames.release();
        }
    }

    private void run(SharedFrames frames) {
        current = frames;
        try {
            walk(tick);
        } finally {
            current = null;
            frames.release();
            outstanding.set(false);
            if (missed.getAndSet(false)) {
                catchUpSoon();
            }
        }
    }

    private void catchUpAll() {
        catchUpDue = false;
        walk(catchUp);
    }

    private void walk(Consumer<LiveSession> visit) {
        try {
            sessions.forEach(visit);
        } finally {
            catchUps.forget();
            news.forget();
        }
    }

    /** Taken back first: what comes while it tells is told by another. */
    private void tellAll() {
        newsOnTheirWay.set(false);
        walk(tell);
    }

    private void tell(LiveSession session) {
        session.takeNews(news);
    }

    private void tick(LiveSession session) {
        if (current != null) {
            session.tick(current, catchUps);
        }
    }

    private void bringUp(LiveSession session) {
        session.catchUp(catchUps);
        session.takeNews(news);
    }
}
