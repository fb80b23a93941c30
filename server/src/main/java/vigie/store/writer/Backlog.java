package vigie.store.writer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import vigie.hub.Batch;
import vigie.hub.Change;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.HistorySettings;
import vigie.work.RingQueue;

/**
 * What is not kept yet: batches on their way from the hub to the history, bounded, and counts of what became of them.
 *
 * <p>Thread-safe. The hub's ticker adds and never waits for more than a moment; the writer's thread takes.
 */
final class Backlog {
    /** A batch takes as much room as so many readings, beside its own: {@value}. */
    static final int BATCH_WEIGHT = 10;

    /** The live feed is busy right after a tick; so long it has the machine for itself. */
    private static final long LIVE_FIRST = Duration.ofMillis(20).toNanos();

    private final int most;
    private final int commitReadings;
    private final long commitNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final RingQueue<Batch> batches = new RingQueue<>();
    /** In the writer's hands until they are kept: it takes the same again when it failed to make a portion of them. */
    private final RingQueue<Batch> inHand = new RingQueue<>();
    /** What is known of sensors and not kept, of each the latest; as many as the hub has. */
    private final Map<SensorId, SensorInfo> sensors = new LinkedHashMap<>();

    private int readings;
    /** Readings in the writer's hands. */
    private int taken;
    /** Since when something waits. */
    private long firstNanos;
    /** When the last batch came. */
    private long offeredNanos;

    private long offeredThrough;
    private long takenThrough;
    private long keptThrough;
    private long kept;
    private long lost;
    private long commits;
    private long failures;
    private boolean closed;

    /**
     * What is to be kept together.
     *
     * @param sensors that are new or better known
     * @param readings in order of arrival; none when batches held none, or nothing came for a while
     * @param through the last batch that is in them
     */
    record Portion(List<SensorInfo> sensors, List<Reading> readings, long through) {}

    Backlog(HistorySettings settings) {
        this.most = settings.waitingReadings();
        this.commitReadings = settings.commitReadings();
        this.commitNanos = settings.commit().toNanos();
    }

    /**
     * A batch is to be kept. When there is no room for it the oldest readings are lost: the newest are what people look for.
     *
     * @return how many readings are lost for it; all of its own when there is no memory for it
     */
    int offerOrLose(Batch batch) {
        lock.lock();
        try {
            offeredNanos = System.nanoTime();
            int losing = addOrLose(batch);
            if (takenThrough == offeredThrough) {
                firstNanos = offeredNanos;
                news.signal();
            }
            offeredThrough = batch.seq();
            if (readings >= commitReadings) {
                news.signal();
            }
            losing += loseWhatIsTooMuch();
            describe(batch);
            return losing;
        } finally {
            lock.unlock();
        }
    }

    /** How many of its readings are lost because there is no memory for it. */
    private int addOrLose(Batch batch) {
        if (batch.size() == 0) {
            return 0;
        }
        try {
            batches.addLast(batch);
        } catch (OutOfMemoryError e) {
            lost += batch.size();
            return batch.size();
        }
        readings += batch.size();
        return 0;
    }

    /**
     * Takes what is to be kept next, once there is enough of it or it has waited long enough. After the patience it takes nothing.
     * What it took stays in hand until it is {@link #kept}; when there is no memory for the portion it is taken again.
     */
    Portion take(Duration patience) throws InterruptedException {
        List<SensorInfo> described = List.of();
        long through;
        lock.lockInterruptibly();
        try {
            if (inHand.isEmpty() && awaitEnough(System.nanoTime() + patience.toNanos())) {
                letLiveGoFirst();
                takeSome();
            }
            if (takenThrough == offeredThrough || !inHand.isEmpty()) {
                described = List.copyOf(sensors.values());
            }
            through = takenThrough;
        } finally {
            lock.unlock();
        }
        return new Portion(described, readingsInHand(), through);
    }

    /** The portion is kept. */
    void kept(Portion portion) {
        lock.lock();
        try {
            commits += portion.readings().isEmpty() ? 0 : 1;
            kept += portion.readings().size();
            keptThrough = portion.through();
            inHand.removeFirst(inHand.size());
            taken = 0;
            // One that is better known meanwhile stays.
            for (int i = 0; i < portion.sensors().size(); i++) {
                SensorInfo info = portion.sensors().get(i);
                sensors.remove(info.id(), info);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A try to keep the portion failed. Returns how many did so far. */
    long failed() {
        lock.lock();
        try {
            return ++failures;
        } finally {
            lock.unlock();
        }
    }

    /** Waits before another try; false when there is no time to wait. */
    boolean pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        lock.lockInterruptibly();
        try {
            for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
                news.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing comes any more; nobody waits any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits and nothing will come. */
    boolean isDone() {
        lock.lock();
        try {
            return closed && batches.isEmpty() && inHand.isEmpty() && sensors.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no more waits than one portion. */
    boolean isShort() {
        lock.lock();
        try {
            return readings < commitReadings;
        } finally {
            lock.unlock();
        }
    }

    HistoryTally tally() {
        lock.lock();
        try {
            return new HistoryTally(kept, keptThrough, readings + taken, lost, commits, failures);
        } finally {
            lock.unlock();
        }
    }

    /** False when the deadline came first. */
    private boolean awaitEnough(long deadline) throws InterruptedException {
        while (!closed && readings < commitReadings) {
            long now = System.nanoTime();
            boolean idle = takenThrough == offeredThrough;
            long untilDue = firstNanos + commitNanos - now;
            if (!idle && untilDue <= 0) {
                return true;
            }
            long left = deadline - now;
            if (left <= 0) {
                return false;
            }
            news.awaitNanos(idle ? left : Math.min(left, untilDue));
        }
        return true;
    }

    /** Not when more waits than is kept together: then there is no time to lose. */
    private void letLiveGoFirst() throws InterruptedException {
        long begin = offeredNanos + LIVE_FIRST;
        for (long left = begin - System.nanoTime();
                left > 0 && !closed && readings < 2 * commitReadings;
                left = begin - System.nanoTime()) {
            news.awaitNanos(left);
        }
    }

    private void takeSome() {
        while (!batches.isEmpty() && taken < commitReadings) {
            inHand.ensureRoom(1);
            Batch batch = batches.removeFirst();
            inHand.addLast(batch);
            taken += batch.size();
            readings -= batch.size();
            takenThrough = batch.seq();
        }
        if (batches.isEmpty()) {
            takenThrough = offeredThrough;
        }
    }

    private void describe(Batch batch) {
        for (Change change : batch.changes()) {
            if (change instanceof Change.SensorAdded added) {
                sensors.put(added.info().id(), added.info());
            }
        }
    }

    private int loseWhatIsTooMuch() {
        int losing = 0;
        while (!batches.isEmpty() && taken + readings + (long) BATCH_WEIGHT * batches.size() > most) {
            int size = batches.removeFirst().size();
            readings -= size;
            losing += size;
        }
        lost += losing;
        return losing;
    }

    /** Without the lock: only the writer's thread, which calls this, changes what is in hand. */
    private List<Reading> readingsInHand() {
        List<Reading> found = new ArrayList<>(taken);
        for (int b = 0; b < inHand.size(); b++) {
            Batch batch = inHand.get(b);
            for (int i = 0; i < batch.size(); i++) {
                found.add(new Reading(batch.id(i), batch.time(i), batch.value(i)));
            }
        }
        return found;
    }
}
