package vigie.live;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.live.audience.SharedFrames;
import vigie.live.catchup.CatchUps;
import vigie.live.frame.FrameWriters;
import vigie.live.limits.FrameBudget;
import vigie.live.limits.LiveCounters;

/**
 * The sessions of one event loop. At most one tick is on its way to the loop at any time; when the next comes earlier it is
 * dropped for this loop, and its sessions catch up afterwards. So an overloaded loop is late by one tick, never by a queue.
 *
 * <p>A session that fails is ended, and the others go on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class LoopGroup {
    /** How long after a late run, or after they were full, sessions catch up, if no tick came meanwhile. */
    private static final Duration SOON = Duration.ofMillis(50);

    /** A tick that has not come for so long may not come at all: nothing happens then. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final LiveCounters counters;
    private final FrameBudget budget;

    /** Owned by the loop, as all that follows. */
    private final SessionList sessions = new SessionList();

    private final FrameWriters writers = new FrameWriters();
    private final OwnWork work;
    private final SessionTurns turns;
    private final Welcomes welcomes;
    private final CatchUps catchUps;
    private final News news;
    private final Consumer<LiveSession> tick = this::tick;
    private final Consumer<LiveSession> catchUp = this::bringUp;
    private final Consumer<LiveSession> tell = this::tell;
    private @Nullable SharedFrames current;
    private boolean catchUpDue;
    /** Where the next run begins that brings sessions up: with the first for which the last one had no time or room. */
    private int nextToCatchUp;

    private boolean heldBack;
    /** The ticks so far. */
    private long runs;

    /** The last tick that left sessions out. */
    private long leftOutRun;

    private boolean settleDue;
    /** No tick has come for a while: what it would bring the loop makes itself. */
    private boolean settling;
    /** Whether sessions that take nothing have to make room in this run. */
    private boolean pressed;

    private final AtomicBoolean outstanding = new AtomicBoolean();
    /** Set by the ticker thread, taken back by the loop. */
    private final AtomicBoolean missed = new AtomicBoolean();
    /** Set by any thread, taken back by the loop. */
    private final AtomicBoolean newsOnTheirWay = new AtomicBoolean();

    LoopGroup(EventLoop loop, LiveFeed feed) {
        LiveStages stages = feed.stages();
        ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
        this.loop = loop;
        this.counters = feed.counters();
        this.budget = feed.budget();
        this.work = new OwnWork(feed.limits().burst(), loop.ticker()::nanoTime);
        this.turns = new SessionTurns(loop, work);
        this.welcomes = new Welcomes(stages, feed.settings(), writers, budget);
        this.catchUps = new CatchUps(stages.hub(), allocator, writers, budget);
        this.news = new News(stages.events(), feed.presence(), allocator, writers, budget);
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

    /** On the loop: who wants something of its own asks here. */
    SessionTurns turns() {
        return turns;
    }

    /** On the loop: the welcomes of this tick; they are forgotten after {@code most} if no tick comes. */
    Welcomes welcomes(Duration most) {
        if (!welcomes.isAny() && !loop.isShuttingDown()) {
            loop.schedule(welcomes::forget, most.toMillis(), TimeUnit.MILLISECONDS);
        }
        return welcomes;
    }

    /** On the loop, in a run: whether there is time for what this session alone wants. If not, the next run begins with it. */
    boolean hasTimeFor(LiveSession session) {
        if (work.hasTime()) {
            return true;
        }
        holdBack(session);
        return false;
    }

    /** On the loop: this session has to wait for time or room; it is seen to soon. */
    void holdBack(LiveSession session) {
        if (!heldBack) {
            heldBack = true;
            nextToCatchUp = Math.max(0, session.place());
        }
        catchUpSoon();
    }

    /** On the loop: a tick left sessions out, and the next may not come for long. */
    void settleLater() {
        leftOutRun = runs;
        if (!settleDue && !loop.isShuttingDown()) {
            long before = runs;
            var unused = loop.schedule(() -> settle(before), SETTLE.toMillis(), TimeUnit.MILLISECONDS);
            settleDue = true;
        }
    }

    private void settle(long before) {
        settleDue = false;
        if (runs == before) {
            settling = true;
            catchUpSoon();
        } else if (leftOutRun == runs) {
            settleLater();
        }
    }

    /** On the loop: whether no tick has come for a while, so that nobody has to wait for one. */
    boolean isSettling() {
        return settling;
    }

    /** On the loop: how long that took that a session wanted. */
    OwnWork work() {
        return work;
    }

    /** On the loop: whether sessions that take nothing have to make room. */
    boolean isPressed() {
        return pressed;
    }

    /**
     * On the loop: a session can take something again. Whoever can is brought to the present soon, all at once, so that they share
     * what they missed; a tick that comes before does the same.
     */
    void catchUpSoon() {
        if (!catchUpDue && !loop.isShuttingDown()) {
            var unused = loop.schedule(this::catchUpAll, SOON.toMillis(), TimeUnit.MILLISECONDS);
            catchUpDue = true;
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
            } catch (RuntimeException | Error e) {
                newsOnTheirWay.set(false);
                throw e;
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

    /** Ticker thread: hands over a reference to the frames. When there is no memory for that, the loop misses this tick. */
    void deliver(SharedFrames frames) {
        try {
            loop.execute(() -> run(frames));
        } catch (RejectedExecutionException e) {
            frames.release();
        } catch (RuntimeException | Error e) {
            frames.release();
            missed.set(true);
            counters.failures.incrementAndGet();
            unclaim();
        }
    }

    private void run(SharedFrames frames) {
        current = frames;
        runs++;
        settling = false;
        try {
            welcomes.forget();
            walk(0, tick);
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
        heldBack = false;
        walk(nextToCatchUp, catchUp);
    }

    private void walk(int first, Consumer<LiveSession> visit) {
        pressed = budget.isPressed();
        try {
            sessions.forEach(first, visit);
        } finally {
            catchUps.forget();
            news.forget();
        }
    }

    /** Taken back first: what comes while it tells is told by another. */
    private void tellAll() {
        newsOnTheirWay.set(false);
        walk(0, tell);
    }

    private void tell(LiveSession session) {
        try {
            session.takeNews(news);
        } catch (RuntimeException | Error e) {
            session.fail(e);
        }
    }

    private void tick(LiveSession session) {
        try {
            if (current != null) {
                session.tick(current, catchUps);
            }
        } catch (RuntimeException | Error e) {
            session.fail(e);
        }
    }

    private void bringUp(LiveSession session) {
        try {
            session.bringUp(catchUps, news);
        } catch (RuntimeException | Error e) {
            session.fail(e);
        }
    }

    /** When the loop has ended. */
    void close() {
        welcomes.forget();
        writers.close();
    }
}
