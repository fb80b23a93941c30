package vigie.browser;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import vigie.hub.Hub;
import vigie.hub.Inlet;
import vigie.sensor.Reading;
import vigie.sensor.SourceState;

/**
 * The plant that browser tests look at, in the place of a server's sources: its sensors move ten times a second until told otherwise.
 * Methods may be called from any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The beats end with the executor.
final class Plant implements AutoCloseable {
    private static final Duration BEAT = Duration.ofMillis(100);
    /** So far apart are the readings of long ago. */
    private static final Duration LONG_AGO = Duration.ofSeconds(5);

    private final Hub hub;
    private final Clock clock;
    private final List<PlantSource> sources;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    /** Runs everything that touches the inlets, which belong to one thread; before the beats, it is whoever starts them. */
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();

    Plant(Hub hub, Clock clock, List<PlantSource> sources) {
        this.hub = hub;
        this.clock = clock;
        this.sources = sources;
    }

    /** What it did long ago, for so long, until then. */
    List<Reading> longAgo(Duration past, long until) {
        List<Reading> readings = new ArrayList<>();
        for (PlantSource source : sources) {
            for (long time = until - past.toMillis(); time < until; time += LONG_AGO.toMillis()) {
                source.remember(time, readings);
            }
        }
        return readings;
    }

    /** Tells the hub what it is, and did lately. */
    void announce(long from, long now) {
        for (PlantSource source : sources) {
            hub.sourceChanged(source.status(SourceState.LIVE, null, now));
            source.announce(hub.inlet(source.id()));
            for (long time = from; time < now; time += BEAT.toMillis()) {
                source.measure(time, silent);
            }
        }
    }

    /** It moves from now on. */
    void start() {
        beats.scheduleAtFixedRate(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        long now = clock.millis();
        sources.forEach(source -> source.measure(now, silent));
    }

    /** A sensor, or a source with all of its sensors, says nothing from now on. */
    void silence(String sensorOrSource) {
        silent.add(sensorOrSource);
    }

    void unplug(String source) {
        beats.execute(() -> {
            silent.add(source);
            tell(source, SourceState.LOST, "/dev/ttyUSB0 was unplugged");
        });
    }

    void plugIn(String source) {
        beats.execute(() -> {
            tell(source, SourceState.LIVE, null);
            silent.remove(source);
        });
    }

    /** A device with one channel, {@code NAME/level}, that nobody has seen before. */
    void discover(String name) {
        beats.execute(() -> {
            Inlet inlet = hub.inlet(name);
            inlet.channel(0, "level", "m");
            inlet.add(0, clock.millis(), 1.5);
            inlet.publish();
        });
    }

    private void tell(String id, SourceState state, String cause) {
        sources.stream()
                .filter(source -> source.id().equals(id))
                .forEach(source -> hub.sourceChanged(source.status(state, cause, clock.millis())));
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
