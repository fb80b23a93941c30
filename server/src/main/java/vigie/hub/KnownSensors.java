package vigie.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorStatus;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;
import vigie.work.RingQueue;

/**
 * What the hub knows of sensors and of their sources, and what of it changes from tick to tick. Guarded by the hub's lock.
 *
 * <p>Each step allocates what it needs before it changes anything. When memory runs out within a tick, the next one continues where
 * it stopped: no change is lost, and no reading is observed twice.
 */
final class KnownSensors {
    private final Map<SensorId, SensorState> byId = new HashMap<>();
    private final ArrayList<SensorState> sensors = new ArrayList<>();
    private final Map<String, SourceStatus> sources = new LinkedHashMap<>();
    private final Map<String, SourceVoice> voices = new HashMap<>();
    private final RingQueue<SourceStatus> pendingSources = new RingQueue<>();
    private final RingQueue<SensorState> pendingSensors = new RingQueue<>();
    /** Those whose status is another, which is no change yet. */
    private final RingQueue<SensorState> pendingStatuses = new RingQueue<>();
    /** What changed since the last batch. */
    private final ArrayList<Change> changes = new ArrayList<>();
    /** How many of the readings since the last batch were observed. */
    private int observed;

    private int announced;

    /** A sensor appears, or is better known; told with the next tick. */
    SensorState register(SensorInfo info, long now) {
        SensorState known = byId.get(info.id());
        if (known == null) {
            known = new SensorState(sensors.size(), info, now);
            add(known);
            return known;
        }
        pendingSensors.ensureRoom(1);
        if (known.describe(info)) {
            pendingSensors.addLast(known);
        }
        return known;
    }

    private void add(SensorState sensor) {
        sensors.ensureCapacity(sensors.size() + 1);
        pendingSensors.ensureRoom(1);
        try {
            byId.put(sensor.id(), sensor);
        } catch (OutOfMemoryError e) {
            // A map may fail to grow after it has taken an entry in.
            byId.remove(sensor.id());
            throw e;
        }
        sensors.add(sensor);
        pendingSensors.addLast(sensor);
    }

    /** A sensor was heard in an earlier run: it is among those told of at once, and told with the next tick. */
    void remember(SensorInfo info, EarlierSensor earlier, long now) {
        if (byId.containsKey(info.id())) {
            return;
        }
        add(SensorState.remembered(sensors.size(), info, earlier, now));
        announced = sensors.size();
    }

    /** What is known of a sensor; null when it was not heard. */
    @Nullable
    SensorInfo info(SensorId id) {
        SensorState sensor = byId.get(id);
        return sensor == null ? null : sensor.info();
    }

    /** A source came, went or fails for another reason; told with the next tick. */
    void sourceChanged(SourceStatus status) {
        pendingSources.addLast(status);
    }

    /** A line of a source should have given readings and did not. */
    void unreadable(String source, @Nullable String line, long now) {
        voice(source).unreadable(line, now);
    }

    /**
     * Ends a tick, in which these readings came, and finds what changed, in order: new sensors, sensors heard, sources, silent
     * sensors.
     */
    void observe(Readings readings, long now) {
        announce(now);
        tellStatuses(now);
        take(readings, now);
        // After the readings: what a source said before it was lost must not revive its sensors.
        while (!pendingSources.isEmpty()) {
            applySource(pendingSources.get(0), now);
        }
        findSilent(now);
    }

    /** What changed since the last batch. */
    List<Change> changes() {
        return changes;
    }

    /** There is a batch with these changes and readings. */
    void batched() {
        changes.clear();
        observed = 0;
    }

    /** The sensors that were told of, as of now. */
    List<SensorSnapshot> snapshot(long now) {
        List<SensorSnapshot> known = new ArrayList<>(announced);
        for (SensorState sensor : sensors.subList(0, announced)) {
            known.add(sensor.snapshot(now));
        }
        return known;
    }

    /** The sources that were told of, as of now. */
    List<SourceStatus> sources(long now) {
        return sources.values().stream().map(status -> status.asOf(now)).toList();
    }

    private void announce(long now) {
        while (!pendingSensors.isEmpty()) {
            SensorState sensor = pendingSensors.get(0);
            Change added = sensor.added();
            Change status = sensor.status() == SensorStatus.LIVE ? null : sensor.statusChanged(now);
            changes.ensureCapacity(changes.size() + 2);
            changes.add(added);
            if (status != null) {
                changes.add(status);
            }
            pendingSensors.removeFirst(1);
        }
        announced = sensors.size();
    }

    private void tellStatuses(long now) {
        while (!pendingStatuses.isEmpty()) {
            changes.add(pendingStatuses.get(0).statusChanged(now));
            pendingStatuses.removeFirst(1);
        }
    }

    private void applySource(SourceStatus status, long now) {
        Change changed = new Change.SourceChanged(status);
        SourceVoice voice = voice(status.id());
        changes.ensureCapacity(changes.size() + 1);
        pendingStatuses.ensureRoom(sensors.size());
        sources.put(status.id(), status);
        changes.add(changed);
        pendingSources.removeFirst(1);
        if (status.state() == SourceState.LIVE) {
            voice.opened(now);
        }
        for (SensorState sensor : sensors) {
            if (sensor.id().source().equals(status.id()) && applySource(sensor, status, now)) {
                pendingStatuses.addLast(sensor);
            }
        }
        tellStatuses(now);
    }

    /** Whether the sensor's status is another. */
    private static boolean applySource(SensorState sensor, SourceStatus source, long now) {
        return switch (source.state()) {
            case LOST -> sensor.become(SensorStatus.LOST, source.cause(), now);
            case ENDED -> sensor.become(SensorStatus.LOST, "its source came to its end", now);
            case OPENING, LIVE ->
                sensor.status() == SensorStatus.LOST && sensor.become(SensorStatus.STALE, SourceVoice.BACK, now);
        };
    }

    private void take(Readings readings, long now) {
        String heard = "";
        for (; observed < readings.size(); observed++) {
            SensorState sensor = readings.sensor(observed);
            if (!sensor.id().source().equals(heard)) {
                heard = sensor.id().source();
                voice(heard).heard(now);
            }
            pendingStatuses.ensureRoom(1);
            if (sensor.observe(readings.time(observed), readings.value(observed), now)) {
                pendingStatuses.addLast(sensor);
            }
        }
        tellStatuses(now);
    }

    /** Also tells when one is silent for another cause than before. */
    private void findSilent(long now) {
        for (SensorState sensor : sensors) {
            if (sensor.overdue(now) || sensor.status() == SensorStatus.STALE) {
                pendingStatuses.ensureRoom(1);
                if (sensor.become(SensorStatus.STALE, causeOfSilence(sensor, now), now)) {
                    pendingStatuses.addLast(sensor);
                }
            }
        }
        tellStatuses(now);
    }

    private String causeOfSilence(SensorState sensor, long now) {
        String source = sensor.id().source();
        SourceStatus status = sources.get(source);
        if (status != null && status.state() == SourceState.LOST && status.cause() != null) {
            return status.cause();
        }
        if (!sensor.heardInThisRun() && (status == null || status.state() == SourceState.OPENING)) {
            return SourceVoice.NOT_YET;
        }
        return voice(source).causeOfSilence(sensor.heardMillis(), now);
    }

    private SourceVoice voice(String source) {
        return voices.computeIfAbsent(source, id -> new SourceVoice());
    }
}
