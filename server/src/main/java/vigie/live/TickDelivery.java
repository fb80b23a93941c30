package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.live.audience.Audience;
import vigie.live.audience.AudienceOrder;
import vigie.live.audience.BatchIndex;
import vigie.live.audience.SharedFrames;
import vigie.live.catchup.CatchUps;
import vigie.live.frame.FrameWriters;
import vigie.live.frame.HubFrames;
import vigie.live.limits.FrameBudget;
import vigie.live.limits.LiveCounters;
import vigie.work.LogThrottle;

/**
 * Encodes each batch once per audience, and hands the frames to the event loops that are ready. Owned by the ticker thread.
 *
 * <p>The audiences with the most sessions come first. The others take turns for a quarter of the tick, and while frames that wait for
 * slow sessions leave room: an audience that is left out goes on later with one frame for all that it missed, {@code thinned}. An
 * audience of which no session can take anything gets no frame. An audience that fails, for want of memory or otherwise, fails alone.
 */
final class TickDelivery implements AutoCloseable {
    /** Of its buffers each session's duplicate is an object that is used again; Netty's default one makes a new one each time. */
    private static final ByteBufAllocator FRAMES = PooledByteBufAllocator.DEFAULT;

    private static final Logger LOG = LoggerFactory.getLogger(TickDelivery.class);
    /** The others may take this part of a tick, and all together this many times as long. */
    private static final int PART_FOR_OTHERS = 4;

    private static final int ALL_TOGETHER = 2;

    private final FrameBudget budget;
    private final LiveCounters counters;
    private final long othersNanos;
    private final LongSupplier nanos;
    private final LogThrottle failures = new LogThrottle();

    private final FrameWriters writers = new FrameWriters();
    private final CatchUps catchUps;
    private final AudienceOrder order = new AudienceOrder();
    private @Nullable BatchIndex index;

    TickDelivery(Hub hub, FrameBudget budget, LiveCounters counters, Duration tick, LongSupplier nanos) {
        this.budget = budget;
        this.counters = counters;
        this.othersNanos = tick.toNanos() / PART_FOR_OTHERS;
        this.nanos = nanos;
        this.catchUps = new CatchUps(hub, FRAMES, writers, budget);
    }

    /**
     * One tick.
     *
     * @param wanted the audiences by slot; not changed any more
     */
    void deliver(Batch batch, @Nullable Audience[] wanted, List<LoopGroup> groups) {
        budget.sweep();
        List<LoopGroup> ready = new ArrayList<>(groups.size());
        if (wanted.length > 0) {
            for (LoopGroup group : groups) {
                if (group.claimOrDrop()) {
                    ready.add(group);
                }
            }
        }
        if (!ready.isEmpty()) {
            share(encodeOrUnclaim(batch, wanted, ready), ready);
        }
    }

    /** A loop that cannot be told is free for the next tick; the others are told all the same. */
    private static void share(SharedFrames frames, List<LoopGroup> ready) {
        try {
            for (LoopGroup group : ready) {
                frames.retain();
                group.deliver(frames);
            }
        } finally {
            frames.release();
        }
    }

    private SharedFrames encodeOrUnclaim(Batch batch, @Nullable Audience[] wanted, List<LoopGroup> ready) {
        @Nullable ByteBuf[] frames = new ByteBuf[0];
        try {
            frames = new ByteBuf[wanted.length];
            long[] after = new long[wanted.length];
            order.of(wanted);
            encodeAll(batch, wanted, frames, after);
            return new SharedFrames(batch.seq(), wanted, frames, after);
        } catch (RuntimeException | Error e) {
            SharedFrames.release(frames);
            for (LoopGroup group : ready) {
                group.unclaim();
            }
            throw e;
        } finally {
            catchUps.forget();
        }
    }

    private void encodeAll(Batch batch, @Nullable Audience[] wanted, @Nullable ByteBuf[] frames, long[] after) {
        BatchIndex readings = indexOf(batch);
        long began = nanos.getAsLong();
        int waiting = -1;
        for (int i = 0; i < order.size(); i++) {
            int slot = order.slot(i);
            Audience audience = wanted[slot];
            if (audience == null) {
                continue;
            }
            if (!audience.hasTakers()) {
                audience.goOn();
            } else if (mayEncode(i, began)) {
                after[slot] = audience.leftOutAfter() < 0 ? batch.seq() - 1 : audience.leftOutAfter();
                frames[slot] = frameOrNull(batch, readings, audience);
            } else {
                waiting = waiting < 0 ? i : waiting;
                leaveOut(batch, audience);
            }
        }
        if (waiting >= order.large()) {
            order.goOnWith(waiting);
        }
    }

    /** The first of the large ones and the first of the others in any case, if there is room: so each gets its turn. */
    private boolean mayEncode(int i, long began) {
        if (i < order.large()) {
            return budget.hasRoom(FrameBudget.Purpose.MANY)
                    && (i == 0 || nanos.getAsLong() - began < ALL_TOGETHER * othersNanos);
        }
        return budget.hasRoom(FrameBudget.Purpose.FEW)
                && (i == order.large() || nanos.getAsLong() - began < othersNanos);
    }

    private void leaveOut(Batch batch, Audience audience) {
        audience.leaveOut(batch.seq());
        counters.leftOutViews.incrementAndGet();
    }

    private @Nullable ByteBuf frameOrNull(Batch batch, BatchIndex readings, Audience audience) {
        ByteBuf frame = null;
        try {
            frame = frame(batch, readings, audience);
            audience.goOn();
            return frame;
        } catch (RuntimeException | Error e) {
            if (frame != null) {
                frame.release();
            }
            leaveOut(batch, audience);
            counters.failures.incrementAndGet();
            if (failures.isDue()) {
                LOG.error("batch {} could not be encoded for one view, which is left out for now", batch.seq(), e);
            }
            return null;
        }
    }

    private ByteBuf frame(Batch batch, BatchIndex readings, Audience audience) {
        long leftOutAfter = audience.leftOutAfter();
        if (leftOutAfter >= 0) {
            return catchUps.frames(audience, leftOutAfter).retain();
        }
        ByteBuf frame = FRAMES.directBuffer();
        try {
            HubFrames.batch(
                    audience.writer(writers), frame, audience.view(), batch, sink -> readings.readings(audience, sink));
            budget.hold(frame);
            return frame;
        } catch (RuntimeException | Error e) {
            frame.release();
            throw e;
        }
    }

    private BatchIndex indexOf(Batch batch) {
        if (index == null) {
            index = new BatchIndex(batch);
        } else {
            index.of(batch);
        }
        return index;
    }

    /** When the ticker has ended. */
    @Override
    public void close() {
        writers.close();
    }
}
