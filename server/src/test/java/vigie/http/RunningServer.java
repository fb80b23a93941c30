package vigie.http;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vigie.TestClock;
import vigie.http.settings.BindException;
import vigie.http.settings.HttpSettings;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.live.FeedOfThisRun;
import vigie.live.LiveFeed;
import vigie.live.limits.LiveSettings;
import vigie.past.Archive;
import vigie.protocol.Place;
import vigie.sensor.SensorSettings;
import vigie.store.History;

/** A server on a free port whose hub ticks when the test says so. */
public final class RunningServer implements AutoCloseable {
    /** 2025-11-23T05:20:00Z. */
    static final long NOW = 1_763_875_200_000L;

    static final Place KEPT = new Place("9f2c61d0", 48_213);

    final Hub hub = new Hub(HubSettings.DEFAULT, Clock.systemUTC(), id -> SensorSettings.NONE);
    final LiveFeed feed;
    private final FeedOfThisRun live;
    public final HttpServer server;
    final Inlet inlet = hub.inlet("bench");
    private long time = NOW;

    public RunningServer() {
        this(settings -> settings, live());
    }

    public RunningServer(UnaryOperator<HttpSettings> adjust, LiveSettings live) {
        this(adjust, live, Map.of("/api/ports", () -> Map.of("ports", List.of())));
    }

    public RunningServer(UnaryOperator<HttpSettings> adjust, LiveSettings live, Map<String, Supplier<Object>> api) {
        this(adjust, live, api, null);
    }

    /** With a past, whose clock stands still at {@link #NOW}. */
    public RunningServer(UnaryOperator<HttpSettings> adjust, History history) {
        this(adjust, live(), Map.of(), history);
    }

    private RunningServer(
            UnaryOperator<HttpSettings> adjust,
            LiveSettings settings,
            Map<String, Supplier<Object>> api,
            @Nullable History history) {
        live = new FeedOfThisRun(hub, settings);
        feed = live.feed;
        server = new HttpServer(adjust.apply(HttpSettings.of("127.0.0.1", 0)), feed, api, archive(history));
        try {
            server.start();
        } catch (BindException e) {
            throw new IllegalStateException(e);
        }
        inlet.channel(0, "temperature", "°C");
        inlet.channel(1, "humidity", null);
    }

    private @Nullable Archive archive(@Nullable History history) {
        return history == null
                ? null
                : new Archive(
                        history,
                        extent -> hub.info(extent.sensor(), extent.name(), extent.unit()),
                        () -> KEPT,
                        new TestClock(NOW));
    }

    public static LiveSettings live() {
        return LiveSettings.of("vigie test", Duration.ofMillis(100));
    }

    /** One tick with one reading of each of the two sensors. */
    public void tick(double value) {
        inlet.add(0, time, value);
        inlet.add(1, time++, value + 0.5);
        inlet.publish();
        hub.tick();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    public String socket(String path) {
        return "ws://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
        server.close();
        hub.close();
        live.close();
    }
}
