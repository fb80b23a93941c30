package vigie.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import vigie.http.settings.BindException;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.live.FeedOfThisRun;
import vigie.live.LiveFeed;
import vigie.live.limits.LiveSettings;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorSettings;
import vigie.still.StillHub;
import vigie.still.StillIntake;
import vigie.still.content.StillSettings;
import vigie.still.file.StillStore;

/** A server of stills on a free port: {@code door/camera} takes what is sent, {@code oven/camera} is given by the test. */
final class StillServer implements AutoCloseable {
    static final SensorId DOOR = new SensorId("door", "camera");
    static final int MAX_BYTES = 6_000_000;

    final Hub hub = new Hub(HubSettings.DEFAULT, Clock.systemUTC(), id -> SensorSettings.NONE);
    final Inlet inlet = hub.inlet("bench");
    final StillHub stills;
    final LiveFeed feed;
    private final FeedOfThisRun served;
    final HttpServer server;
    final StillIntake oven;
    private long time = RunningServer.NOW;

    StillServer(Path folder) throws IOException, BindException {
        this(folder, settings -> settings, RunningServer.live());
    }

    StillServer(Path folder, UnaryOperator<TestSettings> adjust, LiveSettings live) throws IOException, BindException {
        StillSettings settings = new StillSettings(100_000_000, Duration.ofDays(3650), MAX_BYTES, 50_000_000);
        Clock clock = Clock.systemUTC();
        stills = new StillHub(settings, StillStore.open(folder, settings, clock, trouble -> {}), clock);
        stills.openIntake(new SensorInfo(DOOR, "Door", null, null, null, Duration.ofHours(1)));
        oven = stills.intake(new SensorInfo(new SensorId("oven", "camera"), "Oven", null, null, null));
        served = new FeedOfThisRun(hub, live, stills);
        feed = served.feed;
        server = new HttpServer(adjust.apply(new TestSettings()).build(), feed, Map.of());
        server.start();
        inlet.channel(0, "temperature", "°C");
    }

    void tick(double value) {
        inlet.add(0, time++, value);
        inlet.publish();
        hub.tick();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
        server.close();
        hub.close();
        served.close();
    }
}
