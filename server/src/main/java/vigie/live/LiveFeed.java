package vigie.live;

import io.netty.channel.EventLoop;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.event.Event;
import vigie.hub.Batch;
import vigie.hub.HubSubscriber;
import vigie.journal.EventSubscriber;
import vigie.live.audience.Audience;
import vigie.live.audience.Audiences;
import vigie.live.frame.FrameKey;
import vigie.live.frame.HubFrames;
import vigie.live.limits.FrameBudget;
import vigie.live.limits.LiveCounters;
import vigie.live.limits.LiveLimits;
import vigie.live.limits.LiveSettings;
import vigie.live.limits.LiveTally;
import vigie.live.limits.WishBudget;
import vigie.live.limits.WritingBudgets;
import vigie.live.still.StillFeed;
import vigie.live.view.View;
import vigie.protocol.document.DocumentWriter;
import vigie.protocol.message.EventsReport;
import vigie.protocol.message.StillReport;
import vigie.still.StillHub;
import vigie.still.StillSubscriber;
import vigie.still.content.Still;
import vigie.work.LogThrottle;

/**
 * The hub's subscriber that serves browsers: per batch and per {@link Audience} it has one frame encoded and handed to
 * the event loops ({@link TickDelivery}), which write it to their sessions.
 *
 * <p>How a session joins without a hole: on its event loop its audience becomes known, and then it takes the hub's state as of batch
 * <i>n</i>, or a welcome made so for the same audience since the loop's last tick. A batch encoded without that audience is not newer than
 * <i>n</i>, since the audiences are looked at after a batch is closed; every newer one reaches it, and older ones it passes over by their number. A frame of another
 * audience whose slot it took over is not mistaken for its own: slots are compared together with their audience.
 *
 * <p>Events go another way: they are numbered, so each session only remembers the last one it was told. Whenever there are
 * some, each event loop is told so, and gives its sessions what they have not got from the log's memory, as far as they take it; what they
 * do not take now they get when they can. A session joins with the number of the last event that the log had after its loop was known
 * here; for every later one its loop is told, and the loop knows the session by then.
 *
 * <p>Thread-safe. The lock guards the audiences and the groups; it is held for moments and never while frames are encoded.
 */
public final class LiveFeed implements HubSubscriber, EventSubscriber, StillSubscriber, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private final LiveStages stages;
    private final LiveSettings settings;
    private final LiveLimits limits;
    private final FrameBudget budget;
    private final WishBudget wishes;
    private final LogThrottle refusals = new LogThrottle();
    private final LogThrottle failures = new LogThrottle();
    private final LiveCounters counters = new LiveCounters();
    private final WritingBudgets budgets = new WritingBudgets();
    private final Presence presence = new Presence(this::tellNews);
    /** Null when there are none. */
    private final @Nullable StillFeed stills;

    /** Owned by the ticker thread. */
    private final TickDelivery delivery;

    private final ReentrantLock lock = new ReentrantLock();
    private final Audiences audiences;
    private final Map<EventLoop, LoopGroup> groups = new HashMap<>();

    /** Does not subscribe by itself: the hub, the event log and the stills, if there are some, are to be subscribed to with it. */
    public LiveFeed(LiveStages stages, LiveSettings settings) {
        this(stages, settings, LiveLimits.ofThisProcess(), System::nanoTime);
    }

    /**
     * @param nanos says how long the ticker thread takes, as {@link System#nanoTime}
     */
    LiveFeed(LiveStages stages, LiveSettings settings, LiveLimits limits, LongSupplier nanos) {
        this.stages = stages;
        this.settings = settings;
        this.limits = limits;
        this.budget = new FrameBudget(limits.frameBytes(), nanos);
        this.wishes = new WishBudget(limits.viewBytes());
        this.audiences = new Audiences(limits.viewBytes());
        this.delivery = new TickDelivery(stages.hub(), budget, counters, settings.tick(), nanos);
        this.stills = stages.stills() == null ? null : new StillFeed(stages.stills(), counters, budget);
    }

    /** The stills it serves; null when there are none. */
    public @Nullable StillHub stillHub() {
        return stages.stills();
    }

    /** The limits of its sessions. */
    public LiveSettings settings() {
        return settings;
    }

    /** What clients may write, all sessions together. From any thread. */
    WritingBudgets budgets() {
        return budgets;
    }

    /** How it does. From any thread. */
    public LiveTally tally() {
        int views;
        lock.lock();
        try {
            views = audiences.size();
        } finally {
            lock.unlock();
        }
        return counters.tally(views, budget.bytes());
    }

    /** Whether so much waits for slow viewers that no more can be let in at the moment. From any thread. */
    public boolean isFull() {
        return !budget.hasRoom(FrameBudget.Purpose.ONE);
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
     * A session comes, or changes its view. What it builds upon it asks the hub for afterwards: then no batch is left out that was encoded
     * before its audience was known. On its event loop.
     *
     * @return null when that is one view too many
     */
    @Nullable
    Audience join(FrameKey wanted) {
        lock.lock();
        try {
            return audiences.joinIfRoom(wanted);
        } finally {
            lock.unlock();
        }
    }

    /** The sessions of an event loop. */
    LoopGroup group(EventLoop loop) {
        lock.lock();
        try {
            LoopGroup group = groups.get(loop);
            if (group == null) {
                group = new LoopGroup(loop, this);
                groups.put(loop, group);
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** A session is ended because there is no room. */
    void refused() {
        counters.refusedSessions.incrementAndGet();
        if (refusals.isDue()) {
            LOG.warn(
                    "viewers are turned away with 1013: {} bytes of frames wait for slow viewers (limit {}), {}"
                            + " different views are watched. Give the server more memory (VIGIE_JAVA_OPTS=-Xmx…) ({} more"
                            + " since the last line like this)",
                    budget.bytes(),
                    limits.frameBytes(),
                    tally().views(),
                    refusals.takeHeldBack());
        }
    }

    /** One session failed. */
    void failed(Throwable failure) {
        counters.failures.incrementAndGet();
        if (failures.isDue()) {
            LOG.error(
                    "a session failed and was ended ({} more since the last line like this)",
                    failures.takeHeldBack(),
                    failure);
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
        delivery.close();
        lock.lock();
        try {
            groups.values().forEach(LoopGroup::close);
        } finally {
            lock.unlock();
        }
        budget.close();
    }

    LiveStages stages() {
        return stages;
    }

    Presence presence() {
        return presence;
    }

    LiveLimits limits() {
        return limits;
    }

    FrameBudget budget() {
        return budget;
    }

    WishBudget wishes() {
        return wishes;
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
