package vigie.bench;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vigie.http.HttpServer;
import vigie.http.settings.BindException;
import vigie.http.settings.HttpSettings;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.journal.EventLog;
import vigie.live.LiveFeed;
import vigie.live.LiveStages;
import vigie.live.limits.LiveSettings;
import vigie.past.Archive;
import vigie.protocol.Place;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;
import vigie.store.History;

/**
 * The server's own stages from the hub on, in this process, with a past: its clock is set back, runs through that past in a moment,
 * tick by tick, and goes on with the machine's. So a page gets an hour by asking for it, as it would from a server that ran an hour.
 * Every sensor has a reading every 100 ms. The first one tells the time: its value is the seconds of its reading, modulo 100.
 */
final class FedServer implements AutoCloseable {
    static final String SOURCE = "load";
    static final Duration PERIOD = Duration.ofMillis(100);
    /** More than a run publishes, so that the past is not forgotten meanwhile. */
    private static final int MEMORY_READINGS = 4_000_000;

    private final SettableClock clock = new SettableClock();
    private final Hub hub = new Hub(
            new HubSettings(PERIOD, Duration.ofHours(3), MEMORY_READINGS), clock, sensor -> SensorSettings.NONE);
    private final Inlet inlet = hub.inlet(SOURCE);
    private final EventLog events = EventLog.ofThisRun(clock);
    private final ScheduledExecutorService feeder =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "feeder"));
    private final HttpServer http;
    private final int sensors;

    FedServer(int sensors, Duration past) throws BindException {
        this(sensors, past, null);
    }

    /** With a history that can be asked; what comes live is not kept in it. */
    FedServer(int sensors, Duration past, @Nullable History history) throws BindException {
        this.sensors = sensors;
        LiveFeed feed = new LiveFeed(LiveStages.of(hub, events, clock), LiveSettings.of("vigie", PERIOD));
        hub.subscribe(feed);
        events.subscribe(feed);
        events.start();
        http = new HttpServer(
                HttpSettings.of("127.0.0.1", 0),
                feed,
                Map.of("/api/sources", () -> Map.of("sources", List.of())),
                history == null
                        ? null
                        : new Archive(
                                history,
                                extent -> hub.info(extent.sensor(), extent.name(), extent.unit()),
                                () -> new Place(hub.epoch(), 0),
                                Clock.systemUTC()));
        live(past);
        http.start();
        hub.start();
        var unused = feeder.scheduleAtFixedRate(this::feed, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A page below the server's address. */
    URI url(String path) {
        return URI.create("http://127.0.0.1:" + http.port() + path);
    }

    private void live(Duration past) {
        long now = System.currentTimeMillis();
        clock.setTo(now - past.toMillis());
        hub.sourceChanged(
                new SourceStatus(SOURCE, SOURCE, "fed by the benchmark", SourceState.LIVE, null, clock.millis()));
        for (int i = 0; i < sensors; i++) {
            inlet.channel(i, channel(i), i == 0 ? "s" : "bar");
        }
        for (long time = clock.millis(); time < now; time += PERIOD.toMillis()) {
            clock.setTo(time);
            feed();
            hub.tick();
        }
        clock.followMachine();
    }

    private void feed() {
        long now = clock.millis();
        for (int i = 0; i < sensors; i++) {
            inlet.add(i, now, value(i, now));
        }
        inlet.publish();
    }

    /** What so many sensors say at one time. */
    static List<Reading> readings(int sensors, long epochMillis) {
        List<Reading> readings = new ArrayList<>(sensors);
        for (int i = 0; i < sensors; i++) {
            readings.add(new Reading(new SensorId(SOURCE, channel(i)), epochMillis, value(i, epochMillis)));
        }
        return readings;
    }

    private static String channel(int sensor) {
        return sensor == 0 ? "clock" : "sensor-%02d".formatted(sensor);
    }

    /** A slow wave, a quick one and noise, to two decimals; the same for the same sensor and time. */
    private static double value(int sensor, long epochMillis) {
        if (sensor == 0) {
            return epochMillis % 100_000 / 1e3;
        }
        double seconds = epochMillis % 86_400_000 / 1e3;
        double noise = (mixed(31L * sensor + epochMillis) & 0xffff) / 65_536.0 - 0.5;
        double value =
                50 + 20 * Math.sin(seconds / (40 + 13 * sensor)) + 4 * Math.sin(seconds / (2 + sensor)) + 2 * noise;
        return Math.round(value * 100) / 100.0;
    }

    /** Steele and others, Fast Splittable Pseudorandom Number Generators (2014): the finalizer of SplitMix64. */
    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    @Override
    public void close() {
        feeder.shutdownNow();
        hub.close();
        http.close();
        events.close();
    }

    /** Stands where it is put until it follows the machine. Thread-safe. */
    private static final class SettableClock extends Clock {
        private volatile long standing;

        void setTo(long epochMillis) {
            standing = epochMillis;
        }

        void followMachine() {
            standing = 0;
        }

        @Override
        public long millis() {
            long set = standing;
            return set == 0 ? System.currentTimeMillis() : set;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("zone: " + zone + " (expected: not asked for)");
        }
    }
}
