package vigie.still;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.still.content.Still;
import vigie.still.content.StillBytes;
import vigie.still.content.StillContent;
import vigie.still.content.StillSettings;
import vigie.still.file.StillIndex;
import vigie.still.file.StillStore;
import vigie.still.reader.StillReader;
import vigie.work.FailureLog;

/**
 * The one place through which every still passes: numbers it, remembers the newest of each sensor, hands it on at once, then has it
 * kept.
 *
 * <p>Thread-safe. The lock is not held while subscribers are called or a disk is written.
 */
public final class StillHub {
    private static final Logger LOG = LoggerFactory.getLogger(StillHub.class);

    private final FailureLog failures = new FailureLog(LOG);
    private final @Nullable StillStore store;
    private final StillReader reader;
    private final StillSettings settings;
    private final Clock clock;
    private final List<StillSubscriber> subscribers = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SensorId, SensorInfo> known = new TreeMap<>();
    private final Map<SensorId, Still> newest = new HashMap<>();
    private final Map<SensorId, StillIntake> posted = new HashMap<>();
    private long lastId;

    /**
     * @param store keeps them; null when only the newest of each is to be remembered
     */
    public StillHub(StillSettings settings, @Nullable StillStore store, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.reader = new StillReader(settings);
        if (store != null) {
            lastId = store.index().lastId();
            store.index().sensors().forEach(this::remember);
        }
    }

    /** So that what was last seen is there also after a restart. */
    private void remember(SensorId sensor) {
        Still still = store == null ? null : store.at(sensor, Long.MAX_VALUE);
        if (still != null) {
            newest.put(sensor, still);
            known.put(sensor, new SensorInfo(sensor, sensor.channel(), null, null, null));
        }
    }

    public StillSettings settings() {
        return settings;
    }

    /** A way in for the stills of a sensor, which is known from now on. */
    public StillIntake intake(SensorInfo sensor) {
        lock.lock();
        try {
            known.put(sensor.id(), sensor);
        } finally {
            lock.unlock();
        }
        return new StillIntake(this, sensor.id(), reader, clock);
    }

    /** The same, and whoever can reach the server may send. */
    public StillIntake openIntake(SensorInfo sensor) {
        StillIntake intake = intake(sensor);
        lock.lock();
        try {
            posted.put(sensor.id(), intake);
        } finally {
            lock.unlock();
        }
        return intake;
    }

    /** The way in for whoever sends stills of this sensor; null when it takes none. */
    public @Nullable StillIntake openIntake(SensorId sensor) {
        lock.lock();
        try {
            return posted.get(sensor);
        } finally {
            lock.unlock();
        }
    }

    /** The sensors whose stills may be sent. */
    public Set<SensorId> open() {
        lock.lock();
        try {
            return new TreeSet<>(posted.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** From now on it gets every still. */
    public void subscribe(StillSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    /** All sensors that give stills, or gave some that are kept; in order. */
    public List<StillSensor> sensors() {
        lock.lock();
        try {
            List<StillSensor> sensors = new ArrayList<>();
            known.forEach((id, info) -> sensors.add(new StillSensor(info, newest.get(id))));
            return sensors;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it gives stills, or gave some that are kept. */
    public boolean knows(SensorId sensor) {
        lock.lock();
        try {
            return known.containsKey(sensor);
        } finally {
            lock.unlock();
        }
    }

    /** The newest at or before a time; null when there is none. Blocks while it is read from the disk. */
    public @Nullable Still at(SensorId sensor, long epochMillis) {
        Still remembered = newest(sensor);
        if (remembered != null && remembered.epochMillis() <= epochMillis && !keepsNewer(remembered, epochMillis)) {
            return remembered;
        }
        return store == null ? null : store.at(sensor, epochMillis);
    }

    /** The bytes of a still, from the disk if it is kept: whoever reads slowly holds none. */
    public StillBytes bytes(Still still) {
        StillBytes kept = store == null ? null : store.bytes(still);
        return kept == null ? new RememberedBytes(still.content().payload()) : kept;
    }

    /** What was sent with a time long past is newest here, and is not there. */
    private boolean keepsNewer(Still still, long epochMillis) {
        StillIndex.Kept kept = store == null ? null : store.index().at(still.sensor(), epochMillis);
        return kept != null && still.epochMillis() < kept.file().epochMillis();
    }

    /** The last times from one on and before another, oldest first, of which there are stills. */
    public List<Long> times(SensorId sensor, long from, long to, int most) {
        Still remembered = newest(sensor);
        TreeSet<Long> times =
                new TreeSet<>(store == null ? List.of() : store.index().times(sensor, from, to, most));
        if (remembered != null && remembered.epochMillis() >= from && remembered.epochMillis() < to) {
            times.add(remembered.epochMillis());
        }
        while (times.size() > most) {
            Long unused = times.pollFirst();
        }
        return List.copyOf(times);
    }

    /** How many are kept, and how much room they take. */
    public StillTally tally() {
        return store == null
                ? new StillTally(0, 0)
                : new StillTally(store.index().count(), store.index().bytes());
    }

    /** When the newest still of a sensor was taken; 0 when there is none. */
    public long newestMillis(SensorId sensor) {
        Still still = newest(sensor);
        return still == null ? 0 : still.epochMillis();
    }

    /** Hands on and keeps. Whoever brings stills faster than the disk takes them waits here. */
    Published publish(SensorId sensor, long epochMillis, StillContent content) {
        Still still;
        lock.lock();
        try {
            still = new Still(sensor, free(sensor, epochMillis), lastId + 1, content);
            lastId = still.id();
            newest.put(sensor, still);
        } finally {
            lock.unlock();
        }
        for (StillSubscriber subscriber : subscribers) {
            deliver(subscriber, still);
        }
        return new Published(still, store != null && store.keep(still));
    }

    private void deliver(StillSubscriber subscriber, Still still) {
        try {
            subscriber.still(still);
        } catch (RuntimeException | Error e) {
            failures.failed("a subscriber of stills failed:", subscriber, e);
        }
    }

    /** A time names a still: of two at once the second is a millisecond later. */
    private long free(SensorId sensor, long epochMillis) {
        Still last = newest.get(sensor);
        long free = epochMillis;
        while ((last != null && last.epochMillis() == free)
                || (store != null && store.index().has(sensor, free))) {
            free++;
        }
        return free;
    }

    private @Nullable Still newest(SensorId sensor) {
        lock.lock();
        try {
            return newest.get(sensor);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What became of a still.
     *
     * @param kept whether it is on the disk
     */
    public record Published(Still still, boolean kept) {}
}
