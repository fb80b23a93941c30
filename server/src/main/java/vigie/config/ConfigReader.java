package vigie.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vigie.alarm.rule.AlarmRule;
import vigie.http.admission.AdmissionSettings;
import vigie.http.settings.FrameAncestors;
import vigie.http.settings.HttpLimits;
import vigie.http.settings.HttpSettings;
import vigie.http.settings.HttpTimes;
import vigie.http.settings.TransportChoice;
import vigie.hub.HubSettings;
import vigie.live.limits.LiveSettings;
import vigie.notify.WebhookSettings;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorSettings;
import vigie.still.content.StillSettings;
import vigie.store.HistorySettings;
import vigie.work.Durations;

/** Reads the configuration: command line and environment over the file over the defaults. */
public final class ConfigReader {
    private static final int MAX_PORT = 65_535;
    private static final int READING_BYTES = 20;

    private final String server;
    private final Overrides overrides;

    /**
     * @param server who the server says it is, such as {@code vigie 0.1.0}
     * @param overrides what wins over the file
     */
    public ConfigReader(String server, Overrides overrides) {
        this.server = server;
        this.overrides = overrides;
    }

    /**
     * Reads a file, or the defaults when there is none.
     *
     * @throws ConfigException when something is wrong, with its place
     */
    public VigieConfig read(@Nullable Path file) throws ConfigException {
        return file == null ? read("", "") : read(file.toString(), SettingsFile.text("config: ", file, "a YAML file"));
    }

    /**
     * The path of a file of settings that a variable names.
     *
     * @throws ConfigException when it is none
     */
    public static Path path(String variable, String text) throws ConfigException {
        return given(() -> SettingsFile.path(variable, text, "a YAML file"));
    }

    VigieConfig read(String file, String yaml) throws ConfigException {
        Node root = NodeReader.read(file, yaml);
        Section top = root == null ? Section.empty() : Section.of(root, "configuration");
        Section settings = top.section("server");
        HubSettings hub = settings.make(() -> hub(settings));
        LiveSettings live = settings.make(() -> live(settings, hub.tick()));
        HttpSettings http = settings.make(() -> http(settings));
        Path data = settings.make(() -> data(settings));
        settings.requireNothingElse();
        HistorySettings history = history(top.section("history"));
        StillSettings stills = stills(top.section("stills"));
        List<SourceConfig> sources = sources(top);
        List<SensorRule> sensors = sensors(top.section("sensors"));
        List<AlarmRule> alarms = AlarmReader.rules(top);
        List<WebhookSettings> webhooks = AlarmReader.webhooks(top);
        top.requireNothingElse();
        return new VigieConfig(http, live, hub, history, stills, data, sources, sensors, alarms, webhooks);
    }

    private String bind(Section settings) throws ConfigException {
        String written = settings.text("bind", VigieConfig.DEFAULT_BIND);
        String stronger = overrides.bind();
        return stronger == null ? HostCheck.host("bind", written) : given(() -> HostCheck.host("bind", stronger));
    }

    private Path data(Section settings) throws ConfigException {
        String written = settings.text("data", VigieConfig.DEFAULT_DATA.toString());
        String stronger = overrides.data();
        return stronger == null ? data(written) : given(() -> data(stronger));
    }

    private static Path data(String written) {
        Path data = SettingsFile.path("data", written, "a folder");
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw new IllegalArgumentException("data: " + data + " (expected: a folder, or the name of a new one)");
        }
        return data;
    }

    /** Makes something of a flag or a variable, which has no place in a file. */
    private static <T> T given(Supplier<T> maker) throws ConfigException {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    private HubSettings hub(Section server) throws ConfigException {
        Duration tick = server.duration("tick", HubSettings.DEFAULT.tick());
        String override = overrides.tick();
        if (override != null) {
            tick = given(() -> tick(override));
        }
        int readings = server.integer("memory-readings", HubSettings.DEFAULT.memoryReadings());
        requireRoom("memory-readings", readings, HubSettings.DEFAULT.memoryReadings());
        return new HubSettings(tick, server.duration("memory", HubSettings.DEFAULT.memory()), readings);
    }

    private static Duration tick(String text) {
        try {
            return HubSettings.DEFAULT.withTick(Durations.parse(text)).tick();
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(why.startsWith("tick: ") ? why : "tick: " + why, e);
        }
    }

    /** What is promised to be remembered must fit into the memory: half of it for readings of {@value #READING_BYTES} bytes. */
    private static void requireRoom(String name, int readings, int always) {
        long room = Math.max(always, Runtime.getRuntime().maxMemory() / 2 / READING_BYTES);
        if (readings > room) {
            throw new IllegalArgumentException(name + ": " + readings + " (expected: at most " + room
                    + ", half of the memory; VIGIE_JAVA_OPTS=-Xmx1g gives more)");
        }
    }

    private LiveSettings live(Section settings, Duration tick) throws ConfigException {
        return new LiveSettings(
                server,
                tick,
                settings.integer("max-sensors", LiveSettings.DEFAULT_MAX_SENSORS),
                settings.integer("max-message-bytes", LiveSettings.DEFAULT_MAX_MESSAGE_BYTES),
                settings.integer("messages-per-second", LiveSettings.DEFAULT_MESSAGES_PER_SECOND),
                settings.integer("message-burst", LiveSettings.DEFAULT_MESSAGE_BURST),
                settings.duration("max-stuck", LiveSettings.DEFAULT_MAX_STUCK),
                settings.integer("write-buffer-bytes", LiveSettings.DEFAULT_WRITE_BUFFER_BYTES),
                settings.flag("compression", true),
                settings.integer("backfill-chunk", LiveSettings.DEFAULT_BACKFILL_CHUNK));
    }

    private HttpSettings http(Section settings) throws ConfigException {
        return new HttpSettings(
                bind(settings),
                port(settings.integer("port", VigieConfig.DEFAULT_PORT)),
                settings.choice("transport", TransportChoice.AUTO, TransportChoice.words()),
                settings.texts("allowed-origins"),
                settings.has("frame-ancestors")
                        ? new FrameAncestors(settings.texts("frame-ancestors"))
                        : FrameAncestors.DEFAULT,
                admission(settings),
                limits(settings),
                times(settings),
                settings.integer("send-buffer-bytes", 0));
    }

    private AdmissionSettings admission(Section settings) throws ConfigException {
        List<String> listed = settings.texts("hosts");
        return new AdmissionSettings(
                overrides.hosts() == null ? listed : names(overrides.hosts()),
                settings.texts("proxies"),
                positive(settings, "max-share"),
                positive(settings, "connections-per-second"));
    }

    private static List<String> names(String separatedByCommas) {
        return Arrays.stream(separatedByCommas.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** 0 when the file does not say it. */
    private static int positive(Section settings, String name) throws ConfigException {
        int value = settings.integer(name, 0);
        if (settings.has(name) && value == 0) {
            throw new IllegalArgumentException(name + ": 0 (expected: at least 1)");
        }
        return value;
    }

    private static HttpLimits limits(Section settings) throws ConfigException {
        HttpLimits otherwise = HttpLimits.DEFAULT;
        return new HttpLimits(
                settings.integer("max-sessions", otherwise.sessions()),
                settings.integer("max-echo-bytes", otherwise.echoBytes()),
                settings.integer("max-header-bytes", otherwise.headerBytes()),
                settings.integer("max-url-bytes", otherwise.urlBytes()),
                settings.integer("max-arriving-bytes", otherwise.arrivingBytes()));
    }

    private static HttpTimes times(Section settings) throws ConfigException {
        HttpTimes otherwise = HttpTimes.DEFAULT;
        return new HttpTimes(
                settings.duration("idle", otherwise.idle()),
                settings.duration("request-time", otherwise.request()),
                settings.duration("message-time", otherwise.message()),
                settings.duration("ping", otherwise.ping()),
                settings.duration("closing", otherwise.closing()));
    }

    private static HistorySettings history(Section settings) throws ConfigException {
        HistorySettings otherwise = HistorySettings.DEFAULT;
        settings.make(() -> {
            int waiting = settings.integer("waiting-readings", otherwise.waitingReadings());
            requireRoom("waiting-readings", waiting, otherwise.waitingReadings());
            return waiting;
        });
        HistorySettings history = settings.make(() -> new HistorySettings(
                settings.flag("enabled", otherwise.enabled()),
                settings.duration("retention", otherwise.retention()),
                settings.bytes("max-size", otherwise.maxBytes()),
                settings.duration("commit", otherwise.commit()),
                settings.integer("commit-readings", otherwise.commitReadings()),
                settings.integer("waiting-readings", otherwise.waitingReadings())));
        settings.requireNothingElse();
        return history;
    }

    private static StillSettings stills(Section settings) throws ConfigException {
        StillSettings otherwise = StillSettings.DEFAULT;
        StillSettings stills = settings.make(() -> new StillSettings(
                settings.bytes("max-size", otherwise.maxBytes()),
                settings.duration("retention", otherwise.retention()),
                settings.bytes("max-still-bytes", otherwise.maxStillBytes()),
                settings.longInteger("max-pixels", otherwise.maxPixels())));
        settings.requireNothingElse();
        return stills;
    }

    private int port(int fromFile) throws ConfigException {
        String port = overrides.port();
        if (port == null) {
            return fromFile;
        }
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > MAX_PORT) {
            throw new ConfigException("port: " + port + " (expected: 0 to " + MAX_PORT + ")");
        }
        return Integer.parseInt(port);
    }

    private static List<SourceConfig> sources(Section top) throws ConfigException {
        if (!top.has("sources")) {
            return VigieConfig.demo();
        }
        List<SourceConfig> sources = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node item : top.items("sources")) {
            for (SourceConfig source : SourceReader.read(item)) {
                if (!ids.add(source.id())) {
                    throw item.place().problem("id: " + source.id() + ": used twice (expected: an id of its own)");
                }
                sources.add(source);
            }
        }
        return sources;
    }

    static List<SensorRule> sensors(Section sensors) throws ConfigException {
        List<SensorRule> rules = new ArrayList<>();
        for (String glob : sensors.names()) {
            Section rule = sensors.section(glob);
            rules.add(rule.make(() -> new SensorRule(new SensorGlob(glob), sensor(rule), alarm(rule))));
            rule.requireNothingElse();
        }
        return rules;
    }

    private static SensorSettings sensor(Section rule) throws ConfigException {
        return new SensorSettings(
                rule.optionalText("name"),
                rule.optionalText("unit"),
                rule.optionalNumber("min"),
                rule.optionalNumber("max"),
                rule.optionalDuration("cadence"));
    }

    private static @Nullable Boolean alarm(Section rule) throws ConfigException {
        return rule.has("alarm") ? (Boolean) rule.flag("alarm", true) : null;
    }
}
