package vigie.live.still;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import vigie.live.limits.FrameBudget;
import vigie.live.limits.LiveCounters;
import vigie.sensor.SensorId;
import vigie.still.content.Still;

/**
 * The stills of one event loop's sessions. They take turns, a part each; after a few parts the loop does what else there is to do, so
 * that an update waits for a few parts at most, whatever the size of stills and the number of their viewers.
 *
 * <p>Owned by the loop, but for {@link #arrived}, which any thread may call.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A loop that has ended sends nothing any more.
public final class StillLoop {
    /** Parts sent in one go: {@value}, 256 KiB, which take the kernel about a tenth of a millisecond. */
    public static final int TURNS = 8;

    private static final long BREATH_MILLIS = 1;
    /** When too much waits for slow viewers, stills wait until it is looked again. */
    private static final long NO_ROOM_MILLIS = 50;
    /** Stills that are no longer the newest and still under way may take so much memory: 64 MiB. */
    private static final long MAX_OUTDATED = 64L * 1024 * 1024;

    private final EventLoop loop;
    private final LiveCounters counters;
    private final FrameBudget budget;
    private final Set<StillLane> lanes = new LinkedHashSet<>();
    private final Queue<StillLane> ready = new ArrayDeque<>();
    private boolean pumpDue;

    private final ReentrantLock lock = new ReentrantLock();
    /** What came and was not taken by the loop yet: of each sensor the newest. Guarded by the lock. */
    private final Map<SensorId, Arrival> arrivals = new LinkedHashMap<>();

    private final AtomicBoolean outstanding = new AtomicBoolean();

    /** A still, and how many came before it that nobody on this loop was told of. */
    private record Arrival(Still still, int skipped) {}

    StillLoop(EventLoop loop, LiveCounters counters, FrameBudget budget) {
        this.loop = loop;
        this.counters = counters;
        this.budget = budget;
    }

    /** A still came. From any thread. */
    void arrived(Still still) {
        lock.lock();
        try {
            arrivals.merge(
                    still.sensor(),
                    new Arrival(still, 0),
                    (older, newer) -> new Arrival(newer.still(), older.skipped() + 1));
        } finally {
            lock.unlock();
        }
        if (outstanding.compareAndSet(false, true)) {
            try {
                loop.execute(this::takeArrivals);
            } catch (RejectedExecutionException e) {
                outstanding.set(false);
            } catch (RuntimeException | Error e) {
                outstanding.set(false);
                throw e;
            }
        }
    }

    void add(StillLane lane) {
        lanes.add(lane);
    }

    void remove(StillLane lane) {
        lanes.remove(lane);
        ready.remove(lane);
    }

    /** A still will not be sent to a session. */
    void skipped(long stills) {
        counters.skippedStills.addAndGet(stills);
    }

    /** All of a still was sent to a session. */
    void sent() {
        counters.sentStills.incrementAndGet();
    }

    /** This one can send a part. */
    void enqueue(StillLane lane) {
        ready.add(lane);
        if (!pumpDue && !loop.isShuttingDown()) {
            loop.execute(this::pump);
            pumpDue = true;
        }
    }

    /** A part was made for one session; the caller's reference stays its own. */
    void hold(ByteBuf part) {
        budget.hold(part);
    }

    private void takeArrivals() {
        outstanding.set(false);
        List<Arrival> taken;
        lock.lock();
        try {
            taken = List.copyOf(arrivals.values());
            arrivals.clear();
        } finally {
            lock.unlock();
        }
        for (Arrival arrival : taken) {
            for (StillLane lane : new ArrayList<>(lanes)) {
                lane.offer(arrival.still(), arrival.skipped());
            }
        }
        if (!taken.isEmpty()) {
            boundOutdated();
        }
    }

    /** Viewers that are so slow that together they hold too many old stills give theirs up, the oldest first. */
    private void boundOutdated() {
        Map<Long, List<StillLane>> outdated = new TreeMap<>();
        long bytes = 0;
        for (StillLane lane : lanes) {
            Still still = lane.outdated();
            if (still != null) {
                List<StillLane> same = outdated.computeIfAbsent(still.id(), unused -> new ArrayList<>());
                bytes += same.isEmpty() ? still.content().payload().length : 0;
                same.add(lane);
            }
        }
        for (List<StillLane> same : outdated.values()) {
            Still still = same.get(0).outdated();
            if (bytes <= MAX_OUTDATED || still == null) {
                return;
            }
            bytes -= still.content().payload().length;
            same.forEach(StillLane::giveUp);
        }
    }

    /** While it is due nobody calls it a second time: who has sent a part and has more lines up at the end. */
    private void pump() {
        pumpDue = true;
        boolean room = true;
        try {
            for (int turn = 0; turn < TURNS && !ready.isEmpty() && room; turn++) {
                room = budget.hasRoom(FrameBudget.Purpose.FEW);
                if (room) {
                    ready.remove().sendPart();
                }
            }
        } finally {
            pumpDue = false;
            if (!ready.isEmpty() && !loop.isShuttingDown()) {
                loop.schedule(this::pump, room ? BREATH_MILLIS : NO_ROOM_MILLIS, TimeUnit.MILLISECONDS);
                pumpDue = true;
            }
        }
    }
}
