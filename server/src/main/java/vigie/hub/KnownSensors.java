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

/** What the hub knows of sensors and of their sources, and what of it changes from tick to tick. Guarded by the hub's lock. */
final class KnownSensors {
    private final Map<SensorId, SensorState> byId = new HashMap<>();
    private final List<SensorState> sensors = new ArrayList<>();
    private final Map<String, SourceStatus> sources = new LinkedHashMap<>();
    private final Map<String, SourceVoice> voices = new HashMap<>();
    private final List<SourceStatus> pendingSources = new ArrayList<>();
    private final List<SensorState> pendingSensors = new ArrayList<>();
    private int announced;

    /** A sensor appears, or is better known; told with the next tick. */
    SensorState register(SensorInfo info, long now) {
        SensorState known = byId.get(info.id());
        if (known == null) {
            known = new SensorState(sensors.size(), info, now);
            byId.put(info.id(), known);
            sensors.add(known);
            pendingSensors.add(known);
        } else if (known.describe(info)) {
            pendingSensors.add(known);
        }
        return known;
    }

    /** A sensor was heard in an earlier run: it is among those told of at once, and told with the next tick. */
    void remember(SensorInfo info, EarlierSensor earlier) {
        if (byId.containsKey(info.id())) {
            return;
        }
        SensorState known = SensorState.remembered(sensors.size(), info, earlier);
        byId.put(info.id(), known);
        sensors.add(known);
        pendingSensors.add(known);
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
        pendingSources.add(status);
    }

    /** A line of a source should have given readings and did not. */
    void unreadable(String source, @Nullable String line, long now) {
        voice(source).unreadable(line, now);
    }

    /**
     * Ends a tick, in which these readings came; what changed, in order: new sensors, sensors heard, sources, silent sensors.
     *
     * @return a list that may be added to
     */
    List<Change> observe(Readings readings, long now) {
        List<Change> changes = new ArrayList<>();
        announce(changes);
        take(readings, changes, now);
        // After the readings: what a source said before it was lost must not revive its sensors.
        applySources(changes, now);
        findSilent(changes, now);
        return changes;
    }

    /** The sensors that were told of. */
    List<SensorSnapshot> snapshot() {
        List<SensorSnapshot> known = new ArrayList<>(announced);
        for (SensorState sensor : sensors.subList(0, announced)) {
            known.add(sensor.snapshot());
        }
        return known;
    }

    /** The sources that were told of. */
    List<SourceStatus> sources() {
        return List.copyOf(sources.values());
    }

    private void announce(List<Change> changes) {
        for (SensorState sensor : pendingSensors) {
            changes.add(sensor.added());
            if (sensor.status() != SensorStatus.LIVE) {
                changes.add(sensor.statusChanged());
            }
        }
        pendingSensors.clear();
        announced = sensors.size();
    }

    private void applySources(List<Change> changes, long now) {
        for (SourceStatus status : pendingSources) {
            sources.put(status.id(), status);
            changes.add(new Change.SourceChanged(status));
            if (status.state() == SourceState.LIVE) {
                voice(status.id()).opened(now);
            }
            for (SensorState sensor : sensors) {
                if (sensor.id().source().equals(status.id())) {
                    applySource(sensor, status, changes, now);
                }
            }
        }
        pendingSources.clear();
    }

    private static void applySource(SensorState sensor, SourceStatus source, List<Change> changes, long now) {
        boolean news =
                switch (source.state()) {
                    case LOST -> sensor.become(SensorStatus.LOST, source.cause(), now);
                    case ENDED -> sensor.become(SensorStatus.LOST, "its source came to its end", now);
                    case OPENING, LIVE ->
                        sensor.status() == SensorStatus.LOST
                                && sensor.become(SensorStatus.STALE, SourceVoice.BACK, now);
                };
        if (news) {
            changes.add(sensor.statusChanged());
        }
    }

    private void take(Readings readings, List<Change> changes, long now) {
        String heard = "";
        for (int i = 0; i < readings.size(); i++) {
            SensorState sensor = readings.sensor(i);
            if (sensor.observe(readings.time(i), readings.value(i), now)) {
                changes.add(sensor.statusChanged());
            }
            if (!sensor.id().source().equals(heard)) {
                heard = sensor.id().source();
                voice(heard).heard(now);
            }
        }
    }

    /** Also tells when one is silent for another cause than before. */
    private void findSilent(List<Change> changes, long now) {
        for (SensorState sensor : sensors) {
            boolean silent = sensor.overdue(now) || sensor.status() == SensorStatus.STALE;
            if (silent && sensor.become(SensorStatus.STALE, causeOfSilence(sensor, now), now)) {
                changes.add(sensor.statusChanged());
            }
        }
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
