package vigie.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vigie.alarm.rule.AlarmRule;
import vigie.http.settings.HttpSettings;
import vigie.hub.HubSettings;
import vigie.live.limits.LiveSettings;
import vigie.notify.WebhookSettings;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.source.camera.StillSourceSettings;
import vigie.source.simulated.SimulatedSettings;
import vigie.still.content.StillSettings;
import vigie.store.HistorySettings;

/**
 * Everything that can be set, by stage.
 *
 * @param http the listening port
 * @param live browser sessions
 * @param hub tick and memory
 * @param history what is kept
 * @param stills how large pictures and matrices may be, and how many are kept
 * @param data the folder for what is kept
 * @param sources where readings come from, at least one
 * @param sensors what the stream does not say; of several rules for a sensor the last one wins, setting by setting
 * @param alarms the rules that are configured; sensors with a minimum or maximum have one of their own besides
 * @param webhooks who is told of alarms
 */
public record VigieConfig(
        HttpSettings http,
        LiveSettings live,
        HubSettings hub,
        HistorySettings history,
        StillSettings stills,
        Path data,
        List<SourceConfig> sources,
        List<SensorRule> sensors,
        List<AlarmRule> alarms,
        List<WebhookSettings> webhooks) {
    public static final String DEFAULT_BIND = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    public static final Path DEFAULT_DATA = Path.of("data");
    /** The source of stills among those shown when nothing is configured. */
    static final String DEMO_CAMERA = "thermal";

    private static final long DEMO_SEED = 1;

    public VigieConfig {
        sources = List.copyOf(sources);
        sensors = List.copyOf(sensors);
        alarms = List.copyOf(alarms);
        webhooks = List.copyOf(webhooks);
    }

    /** The simulator on the default port. */
    public static VigieConfig defaults(String server) {
        Duration tick = HubSettings.DEFAULT.tick();
        return new VigieConfig(
                HttpSettings.of(DEFAULT_BIND, DEFAULT_PORT),
                LiveSettings.of(server, tick),
                HubSettings.DEFAULT,
                HistorySettings.DEFAULT,
                StillSettings.DEFAULT,
                DEFAULT_DATA,
                demo(),
                List.of(),
                List.of(),
                List.of());
    }

    /** What is shown when nothing is configured. */
    static List<SourceConfig> demo() {
        return Stream.<SourceConfig>concat(
                        SimulatedSettings.demo(DEMO_SEED).stream().map(SourceConfig.Simulated::new),
                        Stream.of(new SourceConfig.Stills(StillSourceSettings.demo(DEMO_CAMERA, DEMO_SEED))))
                .toList();
    }

    /** The same with more rules for alarms and for sensors; these win. */
    VigieConfig withRules(List<AlarmRule> moreAlarms, List<SensorRule> moreSensors) {
        List<AlarmRule> allAlarms = new ArrayList<>(alarms);
        allAlarms.addAll(moreAlarms);
        List<SensorRule> allSensors = new ArrayList<>(sensors);
        allSensors.addAll(moreSensors);
        return new VigieConfig(http, live, hub, history, stills, data, sources, allSensors, allAlarms, webhooks);
    }

    /** What is set for a sensor; {@link SensorSettings#NONE} when nothing. */
    public SensorSettings sensor(SensorId id) {
        SensorSettings found = SensorSettings.NONE;
        for (SensorRule rule : sensors) {
            if (rule.sensors().means(id)) {
                found = rule.settings().or(found);
            }
        }
        return found;
    }

    /** Whether it is an alarm when a sensor leaves the range from its minimum to its maximum. */
    public boolean rangeAlarm(SensorId id) {
        boolean alarm = true;
        for (SensorRule rule : sensors) {
            if (rule.alarm() != null && rule.sensors().means(id)) {
                alarm = rule.alarm();
            }
        }
        return alarm;
    }
}
