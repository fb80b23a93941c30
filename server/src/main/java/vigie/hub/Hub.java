package vigie.hub;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorSettings;
import vigie.sensor.SourceStatus;
import vigie.work.health.Pulse;

/**
 * The one place through which every reading passes. Sources add to the open batch through their {@link Inlet}; once per tick it
 * is closed, numbered, remembered and handed to the subscribers. A tick in which nothing happened gives no batch.
 *
 * <p>Thread-safe. One lock guards all state; it is never held while subscribers are called.
 */
public final class Hub implements AutoCloseable {
    /** Sources wait when the open batch holds this many readings: {@value}. */
    static final int MAX_OPEN = 1 << 18;

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final Clock clock;
    private final Function<SensorId, SensorSettings> sensorSettings;
    private final String epoch = "%08x".formatted(new SecureRandom().nextInt());
    /** Replaced under the lock, never changed. */
    private volatile Subscription[] subscriptions = {};

    private final Pulse pulse = new Pulse();
    private final Ticker ticker;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closedBatch = lock.newCondition();
    private final KnownSensors sensors = new KnownSensors();
    private final Readings open = new Readings();
    private final List<Inlet> inlets = new ArrayList<>();
    private final HubLoad load;
    private final RecentPast past;
    private long seq;
    private boolean closed;

    /**
     * @param sensorSettings what the configuration says of a sensor, {@link SensorSettings#NONE} when nothing
     */
    public Hub(HubSettings settings, Clock clock, Function<SensorId, SensorSettings> sensorSettings) {
        this.clock = clock;
        this.sensorSettings = sensorSettings;
        this.past = new RecentPast(settings, clock.millis());
        this.load = new HubLoad(settings.tick(), System.nanoTime());
        this.ticker = new Ticker(settings.tick(), this::tick, this::late, pulse);
    }

    /** Begins to tick. Call once. */
    public void start() {
        ticker.start();
    }

    /** Beats while it ticks. */
    public Pulse pulse() {
        return pulse;
    }

    /** The run this stream belongs to: 8 hexadecimal digits. */
    public String epoch() {
        return epoch;
    }

    /** A way in for one source. */
    public Inlet inlet(String source) {
        Inlet inlet = new Inlet(this, source);
        lock.lock();
        try {
            inlets.add(inlet);
        } finally {
            lock.unlock();
        }
        return inlet;
    }

    /**
     * A sensor that an earlier run heard is known from the start: stale until it is heard again. To be called before the hub starts.
     */
    public void remember(EarlierSensor earlier) {
        SensorInfo info = sensorSettings.apply(earlier.id()).describe(earlier.id(), earlier.name(), earlier.unit());
        lock.lock();
        try {
            sensors.remember(info, earlier, clock.millis());
        } finally {
            lock.unlock();
        }
    }

    /** Adds a subscriber; it gets every batch closed from now on. */
    public void subscribe(HubSubscriber subscriber) {
        lock.lock();
        try {
            Subscription[] more = Arrays.copyOf(subscriptions, subscriptions.length + 1);
            more[more.length - 1] = new Subscription(subscriber);
            subscriptions = more;
        } finally {
            lock.unlock();
        }
    }

    /** A source came, went or fails for another reason. */
    public void sourceChanged(SourceStatus status) {
        lock.lock();
        try {
            sensors.sourceChanged(status);
        } finally {
            lock.unlock();
        }
    }

    /** Everything as of the last batch. */
    public HubSnapshot snapshot() {
        lock.lock();
        try {
            return snapshotLocked();
        } finally {
            lock.unlock();
        }
    }

    /** What is known of a sensor, also of one that nobody heard. */
    public SensorInfo info(SensorId id) {
        return info(id, null, null);
    }

    /** The same for one of which a name and a unit are kept: they are used as long as the hub does not know it. */
    public SensorInfo info(SensorId id, @Nullable String keptName, @Nullable String keptUnit) {
        lock.lock();
        try {
            SensorInfo known = sensors.info(id);
            if (known != null) {
                return known;
            }
        } finally {
            lock.unlock();
        }
        return sensorSettings.apply(id).describe(id, keptName == null ? id.channel() : keptName, keptUnit);
    }

    /** How it keeps up. */
    public HubTally tally() {
        lock.lock();
        try {
            return new HubTally(
                    load.ticks(),
                    load.lateTicks(),
                    load.readings(),
                    open.size(),
                    inlets.stream().map(Inlet::tally).toList());
        } finally {
            lock.unlock();
        }
    }

    /** What came after a place in this run's stream, and everything as of now, as one. */
    public Past since(long seqSeen) {
        lock.lock();
        try {
            return sinceLocked(seqSeen);
        } finally {
            lock.unlock();
        }
    }

    /** The latest batches, at most so many, and everything as of now, as one. The very last batch is always among them. */
    public Past recent(int most) {
        lock.lock();
        try {
            return sinceLocked(Math.max(0, seq - most));
        } finally {
            lock.unlock();
        }
    }

    /** Closes the open batch and hands it on. The ticker calls it; tests do without one. Not to be called by two threads. */
    public void tick() {
        Batch batch = closeBatch();
        if (batch != null) {
            // Nothing allocates between closing and delivering: without memory for that, the batch would reach nobody.
            for (Subscription subscription : subscriptions) {
                subscription.deliver(batch);
            }
        }
    }

    /** Hands on what is still open, then stops. Inlets that wait are let go. */
    @Override
    public void close() {
        ticker.close();
        tick();
        lock.lock();
        try {
            closed = true;
            closedBatch.signalAll();
        } finally {
            lock.unlock();
        }
    }

    SensorState register(String source, String name, @Nullable String unit) {
        SensorId id = SensorId.of(source, name);
        SensorInfo info = sensorSettings.apply(id).describe(id, name, unit);
        lock.lock();
        try {
            return sensors.register(info, clock.millis());
        } finally {
            lock.unlock();
        }
    }

    void unreadable(String source, @Nullable String line) {
        lock.lock();
        try {
            sensors.unreadable(source, line, clock.millis());
        } finally {
            lock.unlock();
        }
    }

    void accept(Inlet inlet, Readings readings) {
        String complaint = null;
        lock.lock();
        try {
            if (awaitRoom(inlet, readings.size())) {
                complaint = load.complaint(System.nanoTime());
            }
            if (!closed) {
                open.addAll(readings);
                inlet.took(readings.size());
            }
        } finally {
            lock.unlock();
        }
        say(complaint);
    }

    /** Waits until the open batch has room; whether it had to. Under the lock. */
    private boolean awaitRoom(Inlet inlet, int readings) {
        if (open.size() + readings <= MAX_OPEN || closed) {
            return false;
        }
        long begin = System.nanoTime();
        while (open.size() + readings > MAX_OPEN && !closed) {
            closedBatch.awaitUninterruptibly();
        }
        long waited = System.nanoTime() - begin;
        inlet.waited(waited);
        load.waited(inlet.source(), waited);
        return true;
    }

    /** The last tick was not done when the next was due. */
    private void late() {
        String complaint;
        lock.lock();
        try {
            load.wasLate();
            complaint = load.complaint(System.nanoTime());
        } finally {
            lock.unlock();
        }
        say(complaint);
    }

    private static void say(@Nullable String complaint) {
        if (complaint != null) {
            LOG.warn(complaint);
        }
    }

    private @Nullable Batch closeBatch() {
        lock.lock();
        try {
            long now = clock.millis();
            sensors.observe(open, now);
            if (sensors.changes().isEmpty() && open.size() == 0) {
                load.ticked(0);
                return null;
            }
            // Up to here nothing is taken away: when memory runs out, the next tick does it all.
            Batch batch = open.toBatch(seq + 1, now, sensors.changes());
            past.add(batch);
            seq++;
            load.ticked(open.size());
            open.clear();
            sensors.batched();
            closedBatch.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private Past sinceLocked(long seqSeen) {
        return new Past(snapshotLocked(), past.after(seqSeen), past.reaches(seqSeen, seq), past.reachesMillis());
    }

    private HubSnapshot snapshotLocked() {
        long now = clock.millis();
        return new HubSnapshot(epoch, seq, now, sensors.snapshot(now), sensors.sources(now));
    }
}
