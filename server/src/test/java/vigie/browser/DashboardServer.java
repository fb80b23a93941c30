package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Condition;
import vigie.alarm.rule.RuleStatus;
import vigie.api.AlarmDocuments;
import vigie.api.ApiDocument;
import vigie.api.EventDocuments;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.http.HttpServer;
import vigie.http.admission.AdmissionSettings;
import vigie.http.settings.BindException;
import vigie.http.settings.HttpSettings;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.journal.EventLog;
import vigie.journal.HubEvents;
import vigie.live.LiveFeed;
import vigie.live.LiveStages;
import vigie.live.limits.LiveSettings;
import vigie.past.Archive;
import vigie.past.EventArchive;
import vigie.past.WouldHaveFired;
import vigie.protocol.Place;
import vigie.sensor.Reading;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;
import vigie.store.HistoryException;
import vigie.store.MemoryHistory;
import vigie.store.RecentEvents;

/**
 * Hub, history, live feed and listening port as in the real server, with a {@link Plant} in place of the sources that does what a test
 * says. Methods may be called from any thread. As an extension of a test it runs while the test does.
 */
final class DashboardServer implements AutoCloseable, BeforeEachCallback, AfterEachCallback {
    private static final Duration HISTORY = Duration.ofMinutes(6);

    /** Tests open the page under this name, too, which the browser looks up as this machine. */
    static final String NAME_OF_ANOTHER_MACHINE = "plant.test";

    private final Clock clock = Clock.systemUTC();
    private final Hub hub =
            new Hub(new HubSettings(Duration.ofMillis(100), HISTORY, 1_000_000), clock, DashboardServer::settings);
    private final RecentEvents eventStore = new RecentEvents();
    private final EventLog events;
    private final AlarmsByHand alarms;
    private final MemoryHistory history = new MemoryHistory();
    private final Cameras cameras = new Cameras(clock);
    private final Duration past;
    private final LiveFeed feed;
    private final HttpServer http;
    private final Plant plant;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DashboardServer(int port, List<PlantSource> sources, Duration past) {
        this.plant = new Plant(hub, clock, sources);
        this.past = past;
        try {
            events = EventLog.open(eventStore, clock);
            hub.subscribe(HubEvents.of(history, eventStore, events::report));
        } catch (HistoryException e) {
            throw new IllegalStateException(e);
        }
        alarms = new AlarmsByHand(events, clock);
        feed = new LiveFeed(
                new LiveStages(hub, events, alarms, cameras.hub, clock),
                LiveSettings.of("vigie test", Duration.ofMillis(100)));
        hub.subscribe(feed);
        events.subscribe(feed);
        cameras.hub.subscribe(feed);
        events.start();
        hub.subscribe(this::keep);
        Archive archive = new Archive(
                history,
                extent -> hub.info(extent.sensor(), extent.name(), extent.unit()),
                () -> new Place(hub.epoch(), hub.snapshot().seq()),
                clock);
        EventArchive happened = new EventArchive(eventStore, () -> events.now().last(), clock);
        http = new HttpServer(
                HttpSettings.of("127.0.0.1", port)
                        .with(new AdmissionSettings(List.of(NAME_OF_ANOTHER_MACHINE), List.of(), 0, 0)),
                feed,
                Map.of("/api/sources", this::sources),
                archive,
                documents(happened));
    }

    private Map<String, ApiDocument> documents(EventArchive happened) {
        RuleStatus rule = new RuleStatus(AlarmRule.of(new SensorGlob("boiler/*"), new Condition.Above(70)), null);
        Map<String, ApiDocument> documents = new HashMap<>(EventDocuments.of(happened));
        documents.putAll(AlarmDocuments.of(
                events::now, () -> List.of(rule), new WouldHaveFired(history, hub::info), clock::millis));
        return documents;
    }

    /** A plant with three sources. Its last minutes are already known. */
    static DashboardServer withPlant() {
        return onPort(0);
    }

    /** A plant that was running long before the server began, which remembers nothing of that but what its history kept. */
    static DashboardServer withPast(Duration past) {
        return new DashboardServer(0, PlantSource.all(), past);
    }

    /** The same on a port that another one had before. */
    static DashboardServer onPort(int port) {
        return new DashboardServer(port, PlantSource.all(), Duration.ZERO);
    }

    /** Sensors with figures that are long, or easily taken for others. */
    static DashboardServer withLongFigures() {
        return new DashboardServer(0, List.of(PlantSource.withLongFigures()), Duration.ZERO);
    }

    /** No sensor at all. */
    static DashboardServer empty() {
        return new DashboardServer(0, List.of(), Duration.ZERO);
    }

    @Override
    public void beforeEach(ExtensionContext test) throws BindException {
        start();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    DashboardServer start() throws BindException {
        long now = clock.millis();
        long began = now - HISTORY.toMillis();
        keep(plant.longAgo(past, began));
        plant.announce(began, now);
        hub.tick();
        hub.start();
        plant.start();
        http.start();
        return this;
    }

    private void keep(Batch batch) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            readings.add(new Reading(batch.id(i), batch.time(i), batch.value(i)));
        }
        keep(readings);
    }

    private void keep(List<Reading> readings) {
        try {
            history.append(readings);
        } catch (HistoryException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    int port() {
        return http.port();
    }

    /** How many batches there were. */
    long seq() {
        return hub.snapshot().seq();
    }

    /** A sensor, or a source with all of its sensors, says nothing from now on. */
    void silence(String sensorOrSource) {
        plant.silence(sensorOrSource);
    }

    void unplug(String source) {
        plant.unplug(source);
    }

    void plugIn(String source) {
        plant.plugIn(source);
    }

    /** A device with one channel, {@code NAME/level}, that nobody has seen before. */
    void discover(String name) {
        plant.discover(name);
    }

    /** A source of stills that whoever is asked to may send. */
    void installCamera(String sensor, String name) {
        cameras.install(sensor, name);
        tellCamera(sensor, SourceState.LIVE, null);
    }

    void loseCamera(String sensor, String cause) {
        tellCamera(sensor, SourceState.LOST, cause);
    }

    /** What a camera sends now, and is taken. */
    void sendStill(String sensor, String media, byte[] still) {
        sendStill(sensor, media, still, clock.millis());
    }

    /** The same, of one that was taken at that time. */
    void sendStill(String sensor, String media, byte[] still, long epochMillis) {
        assertThat(Cameras.send(url(), sensor, media, still, epochMillis)).isEqualTo(201);
    }

    private void tellCamera(String sensor, SourceState state, String cause) {
        String id = SensorId.parse(sensor).source();
        hub.sourceChanged(new SourceStatus(id, id, "POST /api/stills/" + sensor, state, cause, clock.millis()));
    }

    /** Alarms that a test raises and clears. */
    AlarmsByHand alarms() {
        return alarms;
    }

    /** Somebody who is not in the test has written something. */
    void note(String text) {
        events.submit(Happening.note(clock.millis(), null, "Somebody", text))
                .toCompletableFuture()
                .join();
    }

    /** How many events there were. */
    int lastEvent() {
        return (int) events.now().last();
    }

    /** Something is wrong with the server itself. */
    void trouble(String text) {
        events.reportTrouble(new Trouble("history", text, false, clock.millis()));
    }

    /** It is right again. */
    void troubleOver(String text) {
        events.reportTrouble(new Trouble("history", text, true, clock.millis()));
    }

    private static SensorSettings settings(SensorId id) {
        return id.toString().equals("greenhouse/humidity")
                ? new SensorSettings(null, null, 40.0, 80.0)
                : SensorSettings.NONE;
    }

    private Object sources() {
        return Map.of("sources", List.of());
    }

    /** Also when it is closed already. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        plant.close();
        http.close();
        hub.close();
        events.close();
        cameras.close();
        feed.close();
    }
}
