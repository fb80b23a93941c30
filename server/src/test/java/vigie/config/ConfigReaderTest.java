package vigie.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.AlarmText;
import vigie.alarm.rule.Condition;
import vigie.event.Severity;
import vigie.http.admission.AdmissionSettings;
import vigie.notify.WebhookSettings;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.source.camera.StillOrigin;
import vigie.source.camera.StillSourceSettings;
import vigie.source.serial.FlowControl;
import vigie.source.serial.Parity;
import vigie.still.content.StillSettings;
import vigie.store.HistorySettings;

class ConfigReaderTest {
    @Test
    void noFile_isTheSimulatorOnLoopback() throws ConfigException {
        VigieConfig config = reader(Overrides.NONE).read(null);
        assertThat(config.http().bind()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.hub().tick()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.live().compression()).isTrue();
        assertThat(config.sources())
                .hasSize(4)
                .allMatch(source ->
                        source instanceof SourceConfig.Simulated || source.id().equals("thermal"));
    }

    @Test
    void serialSource_everySetting_isRead() throws ConfigException {
        VigieConfig config = read("sources:\n  - { id: bench, type: serial, port: /dev/ttyUSB0, baud: 9600,"
                + " data-bits: 7, parity: even, flow-control: rts-cts, format: csv }\n");
        assertThat(config.sources()).singleElement().isInstanceOfSatisfying(SourceConfig.Serial.class, source -> {
            assertThat(source.settings().baud()).isEqualTo(9600);
            assertThat(source.settings().dataBits()).isEqualTo(7);
            assertThat(source.settings().parity()).isEqualTo(Parity.EVEN);
            assertThat(source.settings().flowControl()).isEqualTo(FlowControl.RTS_CTS);
            assertThat(source.settings().format()).isEqualTo("csv");
        });
    }

    @Test
    void admission_everySetting_isRead() throws ConfigException {
        assertThat(read("").http().admission()).isEqualTo(AdmissionSettings.DEFAULT);
        VigieConfig config = read(
                "server: { hosts: [vigie.example.org, \"*.lab\"], proxies: [192.0.2.7, \"2001:db8::7\"], max-share:"
                        + " 40, connections-per-second: 50, frame-ancestors: [self, \"https://a.example\"], message-time:"
                        + " 5s }\n");
        assertThat(config.http().admission())
                .isEqualTo(new AdmissionSettings(
                        List.of("vigie.example.org", "*.lab"), List.of("192.0.2.7", "2001:db8::7"), 40, 50));
        assertThat(config.http().frameAncestors().pages()).containsExactly("self", "https://a.example");
        assertThat(config.http().times().message()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void admission_namesFromTheEnvironment_winOverTheFile() throws ConfigException {
        Overrides environment = Overrides.fromEnvironment(Map.of("VIGIE_HOSTS", "a.example, *.b ,"));
        VigieConfig config = reader(environment).read("file.yaml", "server: { hosts: [c.example] }\n");
        assertThat(config.http().admission().hosts()).containsExactly("a.example", "*.b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts: [\"a:80\"]",
                "hosts: [\"http://a\"]",
                "hosts: [\"a b\"]",
                "proxies: [proxy.example]",
                "proxies: [10.0.0.0/8]",
                "max-share: 0",
                "max-share: 101",
                "connections-per-second: 0",
                "connections-per-second: -1",
                "frame-ancestors: [\"*\"]",
                "frame-ancestors: [none, self]",
                "message-time: 0s"
            })
    void admission_wrongSetting_isRefusedWithItsName(String setting) {
        assertThatThrownBy(() -> read("server: { " + setting + " }\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(setting.substring(0, setting.indexOf(':')) + ": ", "(expected: ");
    }

    @Test
    void history_everySetting_isRead() throws ConfigException {
        assertThat(read("").history()).isEqualTo(HistorySettings.DEFAULT);
        assertThat(read("history: { enabled: false, retention: 7d, max-size: 500MB, commit: 200ms,"
                                + " commit-readings: 100, waiting-readings: 1000 }\n")
                        .history())
                .isEqualTo(
                        new HistorySettings(false, Duration.ofDays(7), 500_000_000, Duration.ofMillis(200), 100, 1000));
    }

    @Test
    void stills_everySetting_isRead() throws ConfigException {
        assertThat(read("").stills()).isEqualTo(StillSettings.DEFAULT);
        assertThat(read("stills: { max-size: 20MB, retention: 7d, max-still-bytes: 2MB, max-pixels: 1000 }\n")
                        .stills())
                .isEqualTo(new StillSettings(20_000_000, Duration.ofDays(7), 2_000_000, 1000));
    }

    @Test
    void stillsSources_areRead() throws ConfigException {
        VigieConfig config = read("""
            sources:
              - { id: door, type: stills, folder: /pictures, every: 2s, channel: front }
              - { id: yard, type: stills, url: "http://camera.local/now.jpg" }
              - { id: oven, type: stills, name: Oven }
              - { id: heat, type: stills, simulated: true, seed: 7 }
            """);
        assertThat(config.sources())
                .extracting(source -> ((SourceConfig.Stills) source).settings())
                .containsExactly(
                        new StillSourceSettings(
                                "door",
                                null,
                                "front",
                                new StillOrigin.Folder(Path.of("/pictures")),
                                Duration.ofSeconds(2)),
                        new StillSourceSettings(
                                "yard",
                                null,
                                "camera",
                                new StillOrigin.Url(URI.create("http://camera.local/now.jpg")),
                                Duration.ofSeconds(5)),
                        new StillSourceSettings(
                                "oven", "Oven", "camera", new StillOrigin.Posted(), Duration.ofSeconds(1)),
                        new StillSourceSettings(
                                "heat", null, "camera", new StillOrigin.Simulated(7), Duration.ofSeconds(2)));
    }

    @Test
    void sensors_lastRuleThatFitsWins_settingBySetting() throws ConfigException {
        VigieConfig config = read(
                "sensors:\n  bench/*: { unit: V, max: 5, cadence: 5s }\n  bench/oven: { name: Oven, unit: °C, min: 0, max: 300 }\n");
        assertThat(config.sensor(SensorId.parse("bench/oven")).unit()).isEqualTo("°C");
        assertThat(config.sensor(SensorId.parse("bench/oven")).max()).isEqualTo(300);
        assertThat(config.sensor(SensorId.parse("bench/lamp")).unit()).isEqualTo("V");
        assertThat(config.sensor(SensorId.parse("bench/oven")).cadence()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.sensor(SensorId.parse("other/lamp")).cadence()).isNull();
        assertThat(config.sensor(SensorId.parse("other/lamp")).unit()).isNull();
    }

    @Test
    void alarm_everySetting_isRead_andHasDefaults() throws ConfigException {
        VigieConfig config = read("alarms:\n"
                + "  - { sensor: bench/temperature, above: 280, hysteresis: 5, for: 3s, clear-delay: 2s, severity:"
                + " critical, text: \"Oven at {value} {unit}\", id: oven-hot }\n"
                + "  - { silent: 30s }\n");
        assertThat(config.alarms())
                .containsExactly(
                        new AlarmRule(
                                "oven-hot",
                                new SensorGlob("bench/temperature"),
                                new Condition.Above(280),
                                5,
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(2),
                                Severity.CRITICAL,
                                new AlarmText("Oven at {value} {unit}")),
                        AlarmRule.of(SensorGlob.all(), new Condition.Silent(Duration.ofSeconds(30))));
        assertThat(config.alarms().get(1).id()).isEqualTo("* silent 30s");
    }

    @Test
    void alarm_everyCondition_isRead() throws ConfigException {
        assertThat(read("alarms: [ { below: 2 }, { outside: [10, 20] }, { rate: 5 }, { rate: 5, over: 1min } ]\n")
                        .alarms())
                .extracting(AlarmRule::condition)
                .containsExactly(
                        new Condition.Below(2),
                        new Condition.Outside(10, 20),
                        new Condition.RateOfChange(5, Duration.ofSeconds(10)),
                        new Condition.RateOfChange(5, Duration.ofMinutes(1)));
    }

    @Test
    void webhook_isRead() throws ConfigException {
        assertThat(read("webhooks: [ { url: \"http://127.0.0.1:9000/hook\", severity: warning, timeout: 2s } ]\n")
                        .webhooks())
                .containsExactly(new WebhookSettings(
                        URI.create("http://127.0.0.1:9000/hook"), Severity.WARNING, Duration.ofSeconds(2)));
    }

    @Test
    void rangeAlarm_isOnUnlessTurnedOff_theLastRuleThatSaysSoWins() throws ConfigException {
        VigieConfig config =
                read("sensors:\n  bench/*: { alarm: false }\n  bench/oven: { alarm: true }\n  \"*/o*\": { unit: V }\n");
        assertThat(config.rangeAlarm(SensorId.parse("bench/lamp"))).isFalse();
        assertThat(config.rangeAlarm(SensorId.parse("bench/oven"))).isTrue();
        assertThat(config.rangeAlarm(SensorId.parse("other/lamp"))).isTrue();
    }

    @Test
    void overrides_winOverTheFile_flagsOverTheEnvironment() throws ConfigException {
        Overrides environment = Overrides.fromEnvironment(Map.of("VIGIE_PORT", "81", "VIGIE_BIND", "::1"));
        Overrides flags = new Overrides(null, "82", null, null);
        VigieConfig config = reader(flags.or(environment))
                .read("vigie.yaml", "server: { bind: 0.0.0.0, port: 80, tick: 50ms, compression: false }\n");
        assertThat(config.http().port()).isEqualTo(82);
        assertThat(config.http().bind()).isEqualTo("::1");
        assertThat(config.hub().tick()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.live().compression()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: { prot: 80 } | vigie.yaml:1:11: prot: unknown setting; did you mean port?",
                "server: { port: many } | vigie.yaml:1:17: port: many (expected: a whole number)",
                "server: { compression: maybe } | vigie.yaml:1:24: compression: maybe (expected: true or false)",
                "server: { port: 70000 } | vigie.yaml:1:17: port: 70000 (expected: 0 to 65535)",
                "server: { transport: dpdk } | vigie.yaml:1:22: transport: dpdk (expected: one of auto, io_uring,"
                        + " epoll, nio)",
                "server: { tick: 5 } | vigie.yaml:1:17: tick: 5 (expected: a number and its unit",
                "sources: [ { id: a, type: modem } ] | type: modem (expected: serial, simulated, replay or stills)",
                "sources: [ { id: a, type: serial } ] | port: missing (expected: a path such as /dev/ttyUSB0",
                "sources: [ { id: a, type: serial, port: x, baud: 1 } ] | baud: 1 (expected: 50 to",
                "sources: [ { id: a, type: serial, port: x, format: xml } ] | format: xml (expected: one of auto, json",
                "sources: [ { id: a b, type: serial, port: x } ] | id: a b (expected: 1 to 32 letters",
                "sensors: { a/b: { min: 3, max: 2 } } | min: 3.0 (expected: less than max, 2.0)",
                "sensors: { a/b: { cadence: 0s } } | vigie.yaml:1:28: cadence: 0ms (expected: 1ms to 30d)",
                "sensors: { a/b: { cadence: soon } } | cadence: soon (expected: a number and its unit",
                "sources: [ { id: a, type: stills, folder: x, url: y } ] | vigie.yaml:1:43: folder: x (expected: one"
                        + " of folder, url, simulated",
                "sources: [ { id: a, type: stills, url: 'ftp://x/y' } ] | url: ftp://x/y (expected: an address such as"
                        + " http://camera",
                "sources: [ { id: a, type: stills, url: 'http://x y' } ] | url: Illegal character",
                "sources: [ { id: a, type: stills, channel: ../b } ] | channel: ../b (expected: 1 to 64 letters",
                "sources: [ { id: a, type: stills, every: 1ms } ] | every: 1ms (expected: 100ms to 1d)",
                "stills: { max-size: 1kB } | max-size: 1000B (expected: 1MB or more)",
                "stills: { max-still-bytes: 1TB } | max-still-bytes: 1000000000000B (expected: 1kB to 100MB)",
                "stills: { max-size: 2MB } | max-still-bytes: 10000000B (expected: no more than max-size, 2000000B)",
                "stills: { max-pixels: 0 } | max-pixels: 0 (expected: 1 or more)",
                "history: { retension: 7d } | vigie.yaml:1:12: retension: unknown setting; did you mean retention?",
                "history: { retention: 5s } | vigie.yaml:1:23: retention: 5000ms (expected: 1h or more)",
                "history: { max-size: 2 } | vigie.yaml:1:22: max-size: 2 (expected: a number and its unit, such as"
                        + " 500MB",
                "history: { max-size: 2MB } | vigie.yaml:1:22: max-size: 2000000B (expected: 10MB or more)",
                "history: { commit: 2min } | commit: 120000ms (expected: 10ms to 1min)",
                "history: { commit-readings: 0 } | commit-readings: 0 (expected: 1 to 100000)",
                "history: { waiting-readings: 9 } | waiting-readings: 9 (expected: 10000 or more",
                "alarms: [ { sensor: a/b, abve: 3 } ] | vigie.yaml:1:26: abve: unknown setting; did you mean above?",
                "alarms: [ { sensor: a/b } ] | vigie.yaml:1:11: alarm: no condition (expected: one of above, below",
                "alarms: [ { above: 3, below: 2 } ] | vigie.yaml:1:11: alarm: above and below (expected: exactly one",
                "alarms: [ { above: hot } ] | vigie.yaml:1:20: above: hot (expected: a number)",
                "alarms: [ { outside: [1] } ] | vigie.yaml:1:22: outside: [1.0] (expected: two limits",
                "alarms: [ { outside: [2, 1] } ] | vigie.yaml:1:22: outside: [2, 1] (expected: the low limit",
                "alarms: [ { outside: [2, x] } ] | vigie.yaml:1:26: outside: x (expected: a number)",
                "alarms: [ { rate: 0 } ] | rate: 0 (expected: more than 0",
                "alarms: [ { rate: 1, over: 1ms } ] | over: 1ms (expected: 1s to 1d)",
                "alarms: [ { above: 1, over: 5s } ] | over: unknown setting",
                "alarms: [ { silent: 10ms } ] | silent: 10ms (expected: 100ms to 30d)",
                "alarms: [ { silent: 10s, hysteresis: 1 } ] | hysteresis: 1 (expected: none, silence has no limit",
                "alarms: [ { above: 1, hysteresis: -1 } ] | hysteresis: -1 (expected: 0 or more)",
                "alarms: [ { outside: [0, 10], hysteresis: 5 } ] | hysteresis: 5 (expected: 0 or more, less than 5",
                "alarms: [ { above: 1, for: 2d } ] | vigie.yaml:1:28: for: 2d (expected: 0s to 1d)",
                "alarms: [ { above: 1, for: 3 } ] | for: 3 (expected: a number and its unit",
                "alarms: [ { above: 1, clear-delay: 2d } ] | clear-delay: 2d (expected: 0s to 1d)",
                "alarms: [ { above: 1, severity: high } ] | severity: high (expected: one of info, warning, critical)",
                "alarms: [ { above: 1, text: \"at {valu}\" } ] | text: {valu}: unknown placeholder (expected: {value},"
                        + " {unit}",
                "alarms: [ { sensor: temperature, above: 1 } ] | vigie.yaml:1:21: sensor: temperature (expected: a"
                        + " sensor such as",
                "alarms: [ { above: 1, id: a }, { below: 1, id: a } ] | vigie.yaml:1:32: id: a: used already at"
                        + " vigie.yaml:1:11",
                "webhooks: [ { severity: info } ] | url: missing (expected: an address such as",
                "webhooks: [ { url: 'ftp://x/y' } ] | vigie.yaml:1:20: url: ftp://x/y (expected: http://host:port/path",
                "webhooks: [ { url: 'http://x/y', severty: info } ] | severty: unknown setting; did you mean severity?",
                "sensors: { a/b: { alarm: maybe } } | alarm: maybe (expected: true or false)",
                "sorces: [] | sorces: unknown setting; did you mean sources?",
                "server: [ | vigie.yaml:",
            })
    void wrongSetting_isRefusedWithPlaceNameValueAndWhatWasExpected(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("vigie.yaml:")
                .hasMessageContaining(message);
    }

    @Test
    void sourceId_usedTwice_isRefused() {
        assertThatThrownBy(() -> read("sources:\n  - { id: a, type: serial, port: x }\n  - { id: a, type: simulated,"
                        + " plant: boiler }\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("vigie.yaml:3:")
                .hasMessageContaining("id: a: used twice");
    }

    @Test
    void file_missing_isRefused() {
        assertThatThrownBy(() -> reader(Overrides.NONE).read(Path.of("no-such.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-such.yaml: no such file");
    }

    @Test
    void examples_areRight() throws ConfigException {
        assertThat(reader(Overrides.NONE).read(Path.of("../config/vigie.yaml")).sources())
                .hasSize(4);
        assertThat(reader(Overrides.NONE)
                        .read(Path.of("../config/devices.yaml"))
                        .sources())
                .hasSize(3);
    }

    private static ConfigReader reader(Overrides overrides) {
        return new ConfigReader("vigie test", overrides);
    }

    private static VigieConfig read(String yaml) throws ConfigException {
        return reader(Overrides.NONE).read("vigie.yaml", yaml);
    }
}
