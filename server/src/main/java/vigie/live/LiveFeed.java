package vigie.live;

import io.netty.channel.EventLoop;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vigie.event.EventSubscriber;
import vigie.event.EventsNow;
import vigie.hub.Batch;
import vigie.hub.HubSubscriber;
import vigie.hub.Past;
import vigie.protocol.DocumentWriter;
import vigie.protocol.EventsReport;
import vigie.protocol.Place;
import vigie.protocol.StillReport;
import vigie.sensor.Event;
import vigie.still.Still;
import vigie.still.StillHub;
import vigie.still.StillSubscriber;

/**
 * The hub's subscriber that serves browsers: per batch and per {@link Audience} it has one frame encoded and handed to
 * the event loops ({@link TickDelivery}), which write it to their sessions.
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
public final class LiveFeed implements HubSubscriber, EventSubscriber, StillSubscriber, AutoCloseable {
    private final LiveStages stages;
    private final LiveSettings settings;
    private final LiveCounters counters = new LiveCounters();
    private final Presence presence = new Presence(this::tellNews);
    /** Null when there are none. */
    private final @Nullable StillFeed stills;

    /** Owned by the ticker thread. */
    private final TickDelivery delivery = new TickDelivery();

    private final ReentrantLock lock = new ReentrantLock();
    private final Audiences audiences = new Audiences();
    private final Map<EventLoop, LoopGroup> groups = new HashMap<>();

    /** Does not subscribe by itself: the hub, the event log and the stills, if there are some, are to be subscribed to with it. */
    public LiveFeed(LiveStages stages, LiveSettings settings) {
        this.stages = stages;
        this.settings = settings;
        this.stills = stages.stills() == null ? null : new StillFeed(stages.stills(), counters);
    }

    /** The stills it serves; null when there are none. */
    public @Nullable StillHub stillHub() {
        return stages.stills();
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
        DocumentWriter.sensors(
                out, HubFrames.welcome(settings, View.all(), stages.hub().snapshot(), EventsReport.NONE));
    }

    /** Writes the sensors that give stills as JSON, as {@code /api/stills} shows them. From any thread. */
    public void writeStills(OutputStream out) {
        DocumentWriter.stills(out, stillReports(View.all()));
    }

    @Override
    public void batch(Batch batch) {
        @Nullable Audience[] wanted;
        List<LoopGroup> all;
        lock.lock();
        try {
            wanted = audiences.snapshot();
            all = List.copyOf(groups.values());
        } finally {
            lock.unlock();
        }
        delivery.deliver(batch, wanted, all);
    }

    @Override
    public void events(List<Event> some) {
        tellNews();
    }

    @Override
    public void still(Still still) {
        if (stills != null) {
            stills.still(still);
        }
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
            LoopGroup group = groups.computeIfAbsent(loop, this::group);
            Past past = Resume.past(stages.hub(), since);
            return new Joined(group, audience, past, stages.events().now(), presence.told());
        } finally {
            lock.unlock();
        }
    }

    private LoopGroup group(EventLoop loop) {
        return new LoopGroup(loop, stages.hub(), stages.events(), presence, counters);
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
        delivery.close();
        lock.lock();
        try {
            groups.values().forEach(group -> group.writers().close());
        } finally {
            lock.unlock();
        }
    }

    LiveStages stages() {
        return stages;
    }

    Presence presence() {
        return presence;
    }

    LiveCounters counters() {
        return counters;
    }

    /** The stills on their way to sessions; null when there are none. */
    @Nullable
    StillFeed stills() {
        return stills;
    }

    /** The sensors of a view that give stills. */
    List<StillReport> stillReports(View view) {
        return stills == null ? List.of() : stills.reports(view);
    }
}
