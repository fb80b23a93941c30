package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vigie.event.AlarmDesk;
import vigie.event.EventLog;
import vigie.event.EventSubscriber;
import vigie.event.EventsNow;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.HubSnapshot;
import vigie.hub.HubSubscriber;
import vigie.hub.Past;
import vigie.protocol.EventsReport;
import vigie.protocol.MessageWriter;
import vigie.protocol.Place;
import vigie.protocol.WireFormat;
import vigie.sensor.Event;

/**
 * The hub's subscriber that serves browsers: per batch and per {@link Audience} it encodes one frame, and hands it to
 * the event loops, which write it to their sessions.
 *
 * <p>How a session joins without a hole: on its event loop, under the lock, it takes the hub's state as of batch <i>n</i> and
 * its audience becomes known. A batch encoded without that audience is not newer than <i>n</i>, since the audiences are looked
 * at after a batch is closed; every newer one reaches it, and older ones it passes over by their number. A frame of another
 * audience whose slot it took over is not mistaken for its own: slots are compared together with their audience.
 *
 * <p>Events go another way: they are numbered, so each session only remembers the last one it was told. Whenever there are
 * some, each event loop is told so, and gives its sessions what they have not got from the log's memory, as far as they take it; what they
 * do not take now they get when they can. A session joins with the number of the last event that the log had under the lock;
 * for every later one its loop is told, and the loop knows the session by then.
 *
 * <p>Thread-safe. The lock guards the audiences and the groups; it is held for moments and never while frames are encoded.
 */
public final class LiveFeed implements HubSubscriber, EventSubscriber, AutoCloseable {
    /** Of its buffers each session's duplicate is an object that is used again; Netty's default one makes a new one each time. */
    private static final ByteBufAllocator FRAMES = PooledByteBufAllocator.DEFAULT;

    private final Hub hub;
    private final LiveSettings settings;
    private final EventLog events;
    private final AlarmDesk alarms;
    private final Clock clock;
    private final LiveCounters counters = new LiveCounters();
    private final Presence presence = new Presence();
    /** Null when the log is another's. */
    private final @Nullable EventLog ownEvents;

    /** Owned by the ticker thread. */
    private final FrameWriters writers = new FrameWriters();
    /** Owned by the ticker thread. */
    private @Nullable BatchIndex index;

    private final ReentrantLock lock = new ReentrantLock();
    private final Audiences audiences = new Audiences();

    private final Map<EventLoop, LoopGroup> groups = new HashMap<>();

    /** One of a server without history and alarms: events are its own, and of this run. Does not subscribe to the hub by itself. */
    public LiveFeed(Hub hub, LiveSettings settings) {
        this.hub = hub;
        this.settings = settings;
        this.clock = Clock.systemUTC();
        this.alarms = AlarmDesk.withoutAlarms();
        this.events = EventLog.ofThisRun(clock);
        this.ownEvents = events;
        events.subscribe(this);
        events.start();
    }

    /**
     * Does not subscribe by itself: call {@link Hub#subscribe} and {@link EventLog#subscribe} with it.
     *
     * @param events what happens is told from its memory; notes go there
     * @param alarms what clients do about alarms goes there
     * @param clock says when a note was written
     */
    public LiveFeed(Hub hub, LiveSettings settings, EventLog events, AlarmDesk alarms, Clock clock) {
        this.hub = hub;
        this.settings = settings;
        this.events = events;
        this.alarms = alarms;
        this.clock = clock;
        this.ownEvents = null;
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
        new MessageWriter(WireFormat.JSON)
                .sensors(out, HubFrames.welcome(settings, View.all(), hub.snapshot(), EventsReport.NONE));
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

    @Override
    public void events(List<Event> some) {
        tellNews();
    }

    /** From any thread. */
    private void tellNews() {
        List<LoopGroup> all;
        lock.lock();
        try {
            all = List.copyOf(groups.values());
        } finally {
            lock.unlock();
        }
        all.forEach(LoopGroup::newsCame);
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
     * @param events what the events add up to
     * @param here who is here, as was told last
     */
    record Joined(LoopGroup group, Audience audience, Past past, EventsNow events, Presence.Told here) {}

    /** A session comes, or changes its view and leaves the audience {@code before}. On its event loop. */
    Joined join(EventLoop loop, FrameKey wanted, @Nullable Audience before, @Nullable Place since) {
        lock.lock();
        try {
            Audience audience = audiences.join(wanted);
            if (before != null) {
                audiences.leave(before);
            }
            LoopGroup group =
                    groups.computeIfAbsent(loop, owner -> new LoopGroup(owner, hub, events, presence, counters));
            return new Joined(group, audience, past(since), events.now(), presence.told());
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

    /** A session says who it is, or no more. On its event loop. */
    void here(LiveSession session, EventLoop loop, @Nullable String name) {
        if (presence.put(session, name)) {
            Duration wait = presence.claim(loop.ticker().nanoTime());
            if (wait != null && !loop.isShuttingDown()) {
                var unused = loop.schedule(() -> tellWhoIsHere(loop), wait.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    private void tellWhoIsHere(EventLoop loop) {
        if (presence.tell(loop.ticker().nanoTime())) {
            tellNews();
        }
    }

    /** Gives native memory back. To be called when the hub is closed and the event loops have ended. */
    @Override
    public void close() {
        if (ownEvents != null) {
            ownEvents.close();
        }
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

    EventLog events() {
        return events;
    }

    AlarmDesk alarms() {
        return alarms;
    }

    Clock clock() {
        return clock;
    }

    Presence presence() {
        return presence;
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
