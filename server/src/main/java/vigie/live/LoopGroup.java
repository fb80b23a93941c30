package vigie.live;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import vigie.hub.HubSnapshot;
import vigie.protocol.WireFormat;

/**
 * The sessions of one event loop. At most one tick is on its way to the loop at any time; when the next comes earlier it is
 * dropped for this loop, and its sessions catch up afterwards. So an overloaded loop is late by one tick, never by a queue.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class LoopGroup {
    /** How long after a late run its sessions catch up, if no tick came meanwhile. */
    private static final Duration AFTER_LATE = Duration.ofMillis(50);

    private final EventLoop loop;
    private final Supplier<HubSnapshot> hub;
    private final LiveCounters counters;
    /** Owned by the loop. */
    private final Set<LiveSession> sessions = new LinkedHashSet<>();

    /** Owned by the loop; of 10 000 sessions hardly one writes at a time. */
    private final Map<WireFormat, FrameWriter> writers = new EnumMap<>(WireFormat.class);

    private final AtomicBoolean outstanding = new AtomicBoolean();
    /** Set by the ticker thread, taken back by the loop. */
    private final AtomicBoolean missed = new AtomicBoolean();

    LoopGroup(EventLoop loop, Supplier<HubSnapshot> hub, LiveCounters counters) {
        this.loop = loop;
        this.hub = hub;
        this.counters = counters;
    }

    /** On the loop: what its sessions write their own messages with, one after the other. */
    FrameWriter writer(WireFormat format) {
        return writers.computeIfAbsent(format, FrameWriter::new);
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

    /** Ticker thread: whether the loop is ready for a tick; if so, {@link #deliver} or {@link #unclaim} must follow. */
    boolean claimOrDrop() {
        if (outstanding.compareAndSet(false, true)) {
            return true;
        }
        missed.set(true);
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
        try (CatchUps catchUps = new CatchUps(hub, ByteBufAllocator.DEFAULT)) {
            for (LiveSession session : List.copyOf(sessions)) {
                session.tick(frames, catchUps);
            }
        } finally {
            frames.release();
            outstanding.set(false);
            if (missed.getAndSet(false) && !loop.isShuttingDown()) {
                var unused = loop.schedule(this::catchUpAll, AFTER_LATE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void catchUpAll() {
        try (CatchUps catchUps = new CatchUps(hub, ByteBufAllocator.DEFAULT)) {
            for (LiveSession session : List.copyOf(sessions)) {
                session.catchUp(catchUps);
            }
        }
    }
}
