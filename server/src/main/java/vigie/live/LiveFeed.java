package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.HubSnapshot;
import vigie.hub.HubSubscriber;
import vigie.hub.Past;
import vigie.protocol.MessageWriter;
import vigie.protocol.Place;
import vigie.protocol.StillReport;
import vigie.protocol.WireFormat;
import vigie.still.StillHub;

/**
 * The hub's subscriber that serves browsers: per batch and per {@link Audience} it encodes one frame, and hands it to
 * the event loops, which write it to their sessions.
 *
 * <p>How a session joins without a hole: on its event loop, under the lock, it takes the hub's state as of batch <i>n</i> and
 * its audience becomes known. A batch encoded without that audience is not newer than <i>n</i>, since the audiences are looked
 * at after a batch is closed; every newer one reaches it, and older ones it passes over by their number. A frame of another
 * audience whose slot it took over is not mistaken for its own: slots are compared together with their audience.
 *
 * <p>Thread-safe. The lock guards the audiences and the groups; it is held for moments and never while frames are encoded.
 */
public final class LiveFeed implements HubSubscriber, AutoCloseable {
    /** Of its buffers each session's duplicate is an object that is used again; Netty's default one makes a new one each time. */
    private static final ByteBufAllocator FRAMES = PooledByteBufAllocator.DEFAULT;

    private final Hub hub;
    private final LiveSettings settings;
    private final LiveCounters counters = new LiveCounters();
    /** Owned by the ticker thread. */
    private final FrameWriters writers = new FrameWriters();
    /** Owned by the ticker thread. */
    private @Nullable BatchIndex index;

    private final ReentrantLock lock = new ReentrantLock();
    private final Audiences audiences = new Audiences();

    private final Map<EventLoop, LoopGroup> groups = new HashMap<>();

    private final @Nullable StillHub stillHub;
    private final @Nullable StillFeed stills;

    /** Does not subscribe by itself: call {@link Hub#subscribe} with it. */
    public LiveFeed(Hub hub, LiveSettings settings) {
        this(hub, settings, null);
    }

    /** The same for one that serves stills, too; to those it subscribes. */
    public LiveFeed(Hub hub, LiveSettings settings, @Nullable StillHub stillHub) {
        this.hub = hub;
        this.settings = settings;
        this.stillHub = stillHub;
        this.stills = stillHub == null ? null : new StillFeed(stillHub, counters);
        if (stillHub != null && stills != null) {
            stillHub.subscribe(stills);
        }
    }

    /** The limits of its sessions. */
    public LiveSettings settings() {
        return settings;
    }

    /** How it does. From any thread. */
    public LiveTally tally() {
        return counters.tally();
    }

    /** Writes the sensors as JSON, as {@code /api/sensors} shows them. From any thread. */
    public void writeSensors(OutputStream out) {
        new MessageWriter(WireFormat.JSON).sensors(out, HubFrames.welcome(settings, View.all(), hub.snapshot()));
    }

    /** Writes the sensors that give stills as JSON, as {@code /api/stills} shows them. From any thread. */
    public void writeStills(OutputStream out) {
        List<StillReport> reports = stillHub == null ? List.of() : StillFeed.reports(stillHub, View.all());
        new MessageWriter(WireFormat.JSON).stills(out, reports);
    }

    /** Null when this server has no stills. */
    @Nullable
    StillFeed stills() {
        return stills;
    }

    @Override
    public void batch(Batch batch) {
        @Nullable Audience[] wanted;
        List<LoopGroup> ready;
        lock.lock();
        try {
            wanted = audiences.snapshot();
            ready = List.copyOf(groups.values());
        } finally {
            lock.unlock();
        }
        ready = wanted.length == 0
                ? List.of()
                : ready.stream().filter(LoopGroup::claimOrDrop).toList();
        if (!ready.isEmpty()) {
            deliver(encodeOrUnclaim(batch, wanted, ready), ready);
        }
    }

    private static void deliver(SharedFrames frames, List<LoopGroup> ready) {
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
        @Nullable ByteBuf[] frames = new ByteBuf[wanted.length];
        try {
            BatchIndex readings = indexOf(batch);
            for (int slot = 0; slot < wanted.length; slot++) {
                Audience audience = wanted[slot];
                if (audience != null) {
                    ByteBuf frame = FRAMES.directBuffer();
                    frames[slot] = frame;
                    HubFrames.batch(
                            audience.writer(writers),
                            frame,
                            audience.view(),
                            batch,
                            sink -> readings.readings(audience, sink));
                }
            }
            return new SharedFrames(batch.seq(), wanted, frames);
        } catch (RuntimeException e) {
            SharedFrames.release(frames);
            ready.forEach(LoopGroup::unclaim);
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

    /**
     * What a session builds upon from now on.
     *
     * @param group the sessions of its event loop
     * @param audience those who get the same bytes
     * @param past the hub's state, with what the session missed
     */
    record Joined(LoopGroup group, Audience audience, Past past) {}

    /** A session comes, or changes its view and leaves the audience {@code before}. On its event loop. */
    Joined join(EventLoop loop, FrameKey wanted, @Nullable Audience before, @Nullable Place since) {
        lock.lock();
        try {
            Audience audience = audiences.join(wanted);
            if (before != null) {
                audiences.leave(before);
            }
            LoopGroup group = groups.computeIfAbsent(loop, owner -> new LoopGroup(owner, hub, counters));
            return new Joined(group, audience, past(since));
        } finally {
            lock.unlock();
        }
    }

    /** A session of this audience is gone. */
    void leave(Audience audience) {
        lock.lock();
        try {
            audiences.leave(audience);
        } finally {
            lock.unlock();
        }
    }

    /** Gives native memory back. To be called when the hub is closed and the event loops have ended. */
    @Override
    public void close() {
        writers.close();
        lock.lock();
        try {
            groups.values().forEach(group -> group.writers().close());
        } finally {
            lock.unlock();
        }
    }

    /** What came after a place of this run. */
    Past since(long seq) {
        return hub.since(seq);
    }

    LiveCounters counters() {
        return counters;
    }

    private Past past(@Nullable Place since) {
        if (since == null) {
            HubSnapshot now = hub.snapshot();
            return new Past(now, List.of(), true, now.epochMillis());
        }
        Past past = hub.since(since.epoch().equals(hub.epoch()) ? since.seq() : 0);
        boolean ours = since.epoch().equals(past.now().epoch())
                && since.seq() <= past.now().seq();
        if (!ours) {
            past = hub.since(0);
        }
        return new Past(past.now(), past.batches(), ours && past.complete(), past.reachesMillis());
    }
}
