package vigie;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiDocument;
import vigie.api.EventDocuments;
import vigie.config.SourceConfig;
import vigie.config.VigieConfig;
import vigie.decode.Decoder;
import vigie.decode.DecoderTally;
import vigie.decode.line.format.DecoderFormat;
import vigie.event.Trouble;
import vigie.http.HttpServer;
import vigie.http.settings.BindException;
import vigie.hub.Hub;
import vigie.live.LiveFeed;
import vigie.live.LiveStages;
import vigie.past.Archive;
import vigie.past.EventArchive;
import vigie.protocol.Place;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.sensor.SourceStatus;
import vigie.source.Backoff;
import vigie.source.Source;
import vigie.source.SourceSupervisor;
import vigie.source.replay.ReplaySource;
import vigie.source.serial.SerialPorts;
import vigie.source.serial.SerialSource;
import vigie.source.simulated.SimulatedSource;
import vigie.store.HistoryException;
import vigie.work.health.HealthIssue;
import vigie.work.health.HeapCheck;
import vigie.work.health.Watchdog;

/**
 * A running server: builds the stages of the path of a reading, joins them, and closes them in reverse. Any thread may close
 * it.
 */
public final class Vigie implements AutoCloseable {
    private final List<SupervisedSource> sources;
    private final Hub hub;
    private final HistoryStage history;
    private final AlarmStage alarms;
    private final StillStage stills;
    private final LiveFeed live;
    private final HttpServer http;
    private final Watchdog watchdog;
    private final String bind;
    /** Guarded by this. */
    private boolean closed;

    private Vigie(VigieConfig config, Clock clock, Consumer<HealthIssue> whenBroken) throws HistoryException {
        SerialPorts ports = SerialPorts.ofThisMachine();
        bind = config.http().bind();
        hub = new Hub(config.hub(), clock, sensorSettings(config));
        sources = new ArrayList<>();
        config.sources().stream()
                .filter(source -> !(source instanceof SourceConfig.Stills))
                .forEach(source -> sources.add(supervised(source, ports, clock)));
        history = HistoryStage.open(config.history(), config.data(), sourceIds(config), hub, clock);
        alarms = AlarmStage.join(config, hub, history.events(), this::url, clock);
        stills = new StillStage(
                config, history.folder(), hub, history::retentionMillis, history.events()::reportTrouble, clock);
        live = new LiveFeed(new LiveStages(hub, history.events(), alarms.desk(), stills.hub(), clock), config.live());
        hub.subscribe(live);
        history.events().subscribe(live);
        stills.hub().subscribe(live);
        watchdog = new Watchdog(new HealthTrouble(history.events()::reportTrouble, whenBroken, clock), clock);
        http = new HttpServer(
                config.http(),
                live,
                Map.of(
                        "/api/sources",
                        () -> Map.of("sources", sourceReports()),
                        "/api/ports",
                        () -> Map.of("ports", ports.list()),
                        "/api/stats",
                        () -> Map.of(
                                "hub", hub.tally(),
                                "live", live.tally(),
                                "history", history.tally(),
                                "events", history.events().tally(),
                                "alarms", alarms.tally(),
                                "stills", stills.hub().tally(),
                                "refusals", refusals())),
                archive(clock),
                documents(clock),
                watchdog::issues);
    }

    private Map<String, Long> refusals() {
        return http.refusals();
    }

    private static Set<String> sourceIds(VigieConfig config) {
        return config.sources().stream().map(SourceConfig::id).collect(Collectors.toSet());
    }

    private Map<String, ApiDocument> documents(Clock clock) {
        Map<String, ApiDocument> documents = new HashMap<>(EventDocuments.of(new EventArchive(
                history.eventStore(), () -> history.events().now().last(), clock)));
        documents.putAll(alarms.documents(history.history(), hub, clock));
        return documents;
    }

    private List<SourceReport> sourceReports() {
        return Stream.concat(sources.stream().map(SupervisedSource::report), stills.reports().stream())
                .toList();
    }

    /** Starts everything; when it finds itself broken, {@code /healthz} says so. */
    public static Vigie start(VigieConfig config, Clock clock) throws BindException, HistoryException {
        return start(config, clock, issue -> {});
    }

    /**
     * Starts everything; returns when it listens.
     *
     * @param whenBroken called once when the server finds itself broken and does not recover, on a thread that may block
     * @throws BindException when it cannot listen
     * @throws HistoryException when it cannot use its data folder
     */
    public static Vigie start(VigieConfig config, Clock clock, Consumer<HealthIssue> whenBroken)
            throws BindException, HistoryException {
        Vigie vigie = new Vigie(config, clock, whenBroken);
        try {
            vigie.http.start();
        } catch (BindException e) {
            vigie.http.close();
            vigie.history.close();
            throw e;
        }
        vigie.history.start();
        vigie.alarms.start();
        vigie.hub.start();
        vigie.sources.forEach(source -> source.supervisor().start());
        vigie.stills.start();
        vigie.watchHealth();
        return vigie;
    }

    private void watchHealth() {
        watchdog.watch("hub ticker", hub.pulse(), Watchdog.HUNG);
        history.watchHealth(watchdog);
        watchdog.watch("alarm watch", alarms.pulse(), Watchdog.HUNG);
        http.checks().forEach((loop, check) -> watchdog.watch(loop, check, Watchdog.HUNG));
        watchdog.watch("memory", HeapCheck.ofThisJvm(), Watchdog.OUT_OF_MEMORY);
        watchdog.start();
    }

    /** Where the page is. */
    public URI url() {
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port());
    }

    /**
     * Sources stop, what they delivered is handed on and kept, sessions are told 1001. Within three seconds, unless the disk takes
     * longer. A second call waits for the first.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        watchdog.close();
        stills.stop();
        sources.forEach(source -> source.supervisor().stop());
        sources.forEach(source -> source.supervisor().close());
        stills.close();
        hub.close();
        alarms.close();
        history.finish();
        http.close();
        live.close();
        history.close();
    }

    private Archive archive(Clock clock) {
        return new Archive(
                history.history(),
                extent -> hub.info(extent.sensor(), extent.name(), extent.unit()),
                () -> new Place(hub.epoch(), history.tally().keptThrough()),
                clock);
    }

    /** The file says most, then the plant that is simulated. */
    private static Function<SensorId, SensorSettings> sensorSettings(VigieConfig config) {
        Map<String, Map<String, SensorSettings>> plants = new HashMap<>();
        for (SourceConfig source : config.sources()) {
            if (source instanceof SourceConfig.Simulated simulated) {
                plants.put(source.id(), simulated.settings().plant().sensors());
            }
        }
        return id -> config.sensor(id)
                .or(plants.getOrDefault(id.source(), Map.of()).getOrDefault(id.channel(), SensorSettings.NONE));
    }

    private SupervisedSource supervised(SourceConfig config, SerialPorts ports, Clock clock) {
        Source source = source(config, ports, clock);
        Decoder decoder = DecoderFormat.parse(formatOf(config)).create();
        SourceFeed feed =
                new SourceFeed(decoder, hub.inlet(config.id()), new LimitTrouble(config.id(), this::reportTrouble));
        return new SupervisedSource(
                new SourceSupervisor(config.id(), source, feed, hub::sourceChanged, Backoff.DEFAULT, clock),
                source,
                decoder);
    }

    /** Only sources report here; they start when everything is there. */
    private void reportTrouble(Trouble trouble) {
        history.events().reportTrouble(trouble);
    }

    private static String formatOf(SourceConfig config) {
        if (config instanceof SourceConfig.Serial serial) {
            return serial.settings().format();
        }
        if (config instanceof SourceConfig.Simulated simulated) {
            return simulated.settings().speaks().word();
        }
        return ((SourceConfig.Replay) config).settings().format();
    }

    private static Source source(SourceConfig config, SerialPorts ports, Clock clock) {
        if (config instanceof SourceConfig.Serial serial) {
            return new SerialSource(serial.settings(), ports, clock);
        }
        if (config instanceof SourceConfig.Simulated simulated) {
            return new SimulatedSource(simulated.settings(), clock);
        }
        return new ReplaySource(((SourceConfig.Replay) config).settings(), clock);
    }

    /** A source, and what becomes of its lines. */
    private record SupervisedSource(SourceSupervisor supervisor, Source source, Decoder decoder) {
        SourceReport report() {
            return SourceReport.of(supervisor.status(), decoder.tally(), source.skippedReadings());
        }
    }

    /** A source as {@code /api/sources} shows it; {@code skipped} counts readings it left out because nobody took them. */
    record SourceReport(
            String id,
            String name,
            String detail,
            String state,
            @Nullable String cause,
            long since,
            DecoderTally tally,
            long skipped) {
        static SourceReport of(SourceStatus status, DecoderTally tally, long skipped) {
            return new SourceReport(
                    status.id(),
                    status.name(),
                    status.detail(),
                    status.state().word(),
                    status.cause(),
                    status.sinceMillis(),
                    tally,
                    skipped);
        }
    }
}
