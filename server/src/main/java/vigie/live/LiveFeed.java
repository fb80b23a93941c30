package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.HubSnapshot;
import vigie.hub.HubSubscriber;
import vigie.hub.Past;
import vigie.protocol.MessageWriter;
import vigie.protocol.Place;
import vigie.protocol.WireFormat;

/**
 * The hub's subscriber that serves browsers: per batch and per distinct view and format it encodes one frame, and hands it to
 * the event loops, which write it to their sessions.
 *
 * <p>How a session joins without a hole: on its event loop, under the lock, it takes the hub's state as of batch <i>n</i> and
 * its view becomes known. A batch encoded without its view is not newer than <i>n</i>; every newer one reaches it, and older
 * ones it passes over by their number.
 *
 * <p>Thread-safe. The lock guards the views and the groups; it is held for moments and never while frames are encoded.
 */
public final class LiveFeed implements HubSubscriber {
    private final Hub hub;
    private final LiveSettings settings;
    private final LiveCounters counters = new LiveCounters();
    /** Owned by the ticker thread. */
    private final Map<WireFormat, FrameWriter> writers = new EnumMap<>(WireFormat.class);

    private final ReentrantLock lock = new ReentrantLock();
    /** How many sessions there are of each kind; the keys are canonical. */
    private final Map<FrameKey, Integer> kinds = new HashMap<>();

    private final Map<EventLoop, LoopGroup> groups = new HashMap<>();

    /** Does not subscribe by itself: call {@link Hub#subscribe} with it. */
    public LiveFeed(Hub hub, LiveSettings settings) {
        this.hub = hub;
        this.settings = settings;
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

    @Override
    public void batch(Batch batch) {
        Set<FrameKey> wanted;
        List<LoopGroup> ready;
        lock.lock();
        try {
            wanted = Set.copyOf(kinds.keySet());
            ready = List.copyOf(groups.values());
        } finally {
            lock.unlock();
        }
        ready = wanted.isEmpty()
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

    private SharedFrames encodeOrUnclaim(Batch batch, Set<FrameKey> wanted, List<LoopGroup> ready) {
        Map<FrameKey, ByteBuf> frames = new HashMap<>();
        try {
            for (FrameKey key : wanted) {
                ByteBuf frame = ByteBufAllocator.DEFAULT.directBuffer();
                frames.put(key, frame);
                HubFrames.batch(writers.computeIfAbsent(key.format(), FrameWriter::new), frame, key.view(), batch);
            }
            return new SharedFrames(batch.seq(), frames);
        } catch (RuntimeException e) {
            frames.values().forEach(ByteBuf::release);
            ready.forEach(LoopGroup::unclaim);
            throw e;
        }
    }

    /**
     * What a session builds upon from now on.
     *
     * @param group the sessions of its event loop
     * @param key its kind, in the instance shared by all sessions of it
     * @param past the hub's state, with what the session missed
     */
    record Joined(LoopGroup group, FrameKey key, Past past) {}

    /** A session comes, or changes its view from {@code before}. On its event loop. */
    Joined join(EventLoop loop, FrameKey wanted, @Nullable FrameKey before, @Nullable Place since) {
        lock.lock();
        try {
            if (before != null) {
                forget(before);
            }
            FrameKey key = canonical(wanted);
            kinds.merge(key, 1, Integer::sum);
            LoopGroup group = groups.computeIfAbsent(loop, owner -> new LoopGroup(owner, hub::snapshot, counters));
            return new Joined(group, key, past(since));
        } finally {
            lock.unlock();
        }
    }

    /** A session of this kind is gone. */
    void leave(FrameKey key) {
        lock.lock();
        try {
            forget(key);
        } finally {
            lock.unlock();
        }
    }

    /** What came after a place of this run. */
    Past since(long seq) {
        return hub.since(seq);
    }

    HubSnapshot snapshot() {
        return hub.snapshot();
    }

    LiveCounters counters() {
        return counters;
    }

    private Past past(@Nullable Place since) {
        if (since == null) {
            return new Past(hub.snapshot(), List.of(), true);
        }
        Past past = hub.since(since.epoch().equals(hub.epoch()) ? since.seq() : 0);
        boolean ours = since.epoch().equals(past.now().epoch())
                && since.seq() <= past.now().seq();
        if (!ours) {
            past = hub.since(0);
        }
        return new Past(past.now(), past.batches(), ours && past.complete());
    }

    private FrameKey canonical(FrameKey wanted) {
        return kinds.keySet().stream().filter(wanted::equals).findFirst().orElse(wanted);
    }

    private void forget(FrameKey key) {
        kinds.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
