package vigie.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.history.HistorySettings;
import vigie.sensor.SensorId;
import vigie.source.serial.FlowControl;
import vigie.source.serial.Parity;
import vigie.source.stills.StillOrigin;
import vigie.source.stills.StillSourceSettings;
import vigie.still.StillSettings;

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
    void history_everySetting_isRead() throws ConfigException {
        assertThat(read("").history()).isEqualTo(HistorySettings.DEFAULT);
        assertThat(
                        read("history: { enabled: false, retention: 7d, max-size: 500MB, commit: 200ms, commit-readings: 100,"
                                        + " waiting-readings: 1000 }\n")
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
                "server: { transport: dpdk } | vigie.yaml:1:22: transport: dpdk (expected: one of auto, io_uring, epoll, nio)",
                "server: { tick: 5 } | vigie.yaml:1:17: tick: 5 (expected: a number and its unit",
                "sources: [ { id: a, type: modem } ] | type: modem (expected: serial, simulated, replay or stills)",
                "sources: [ { id: a, type: serial } ] | port: missing (expected: a path such as /dev/ttyUSB0",
                "sources: [ { id: a, type: serial, port: x, baud: 1 } ] | baud: 1 (expected: 50 to",
                "sources: [ { id: a, type: serial, port: x, format: xml } ] | format: xml (expected: one of auto, json",
                "sources: [ { id: a b, type: serial, port: x } ] | id: a b (expected: 1 to 32 letters",
                "sensors: { a/b: { min: 3, max: 2 } } | min: 3.0 (expected: less than max, 2.0)",
                "sensors: { a/b: { cadence: 0s } } | vigie.yaml:1:28: cadence: 0ms (expected: 1ms to 30d)",
                "sensors: { a/b: { cadence: soon } } | cadence: soon (expected: a number and its unit",
                "sources: [ { id: a, type: stills, folder: x, url: y } ] | vigie.yaml:1:43: folder: x (expected: one of folder, url, simulated",
                "sources: [ { id: a, type: stills, url: 'ftp://x/y' } ] | url: ftp://x/y (expected: an address such as http://camera",
                "sources: [ { id: a, type: stills, url: 'http://x y' } ] | url: Illegal character",
                "sources: [ { id: a, type: stills, channel: ../b } ] | channel: ../b (expected: 1 to 64 letters",
                "sources: [ { id: a, type: stills, every: 1ms } ] | every: 1ms (expected: 100ms to 1d)",
                "stills: { max-size: 1kB } | max-size: 1000B (expected: 1MB or more)",
                "stills: { max-still-bytes: 1TB } | max-still-bytes: 1000000000000B (expected: 1kB to 100MB)",
                "stills: { max-size: 2MB } | max-still-bytes: 10000000B (expected: no more than max-size, 2000000B)",
                "stills: { max-pixels: 0 } | max-pixels: 0 (expected: 1 or more)",
                "history: { retension: 7d } | vigie.yaml:1:12: retension: unknown setting; did you mean retention?",
                "history: { retention: 5s } | vigie.yaml:1:23: retention: 5000ms (expected: 1h or more)",
                "history: { max-size: 2 } | vigie.yaml:1:22: max-size: 2 (expected: a number and its unit, such as 500MB",
                "history: { max-size: 2MB } | vigie.yaml:1:22: max-size: 2000000B (expected: 10MB or more)",
                "history: { commit: 2min } | commit: 120000ms (expected: 10ms to 1min)",
                "history: { commit-readings: 0 } | commit-readings: 0 (expected: 1 to 100000)",
                "history: { waiting-readings: 9 } | waiting-readings: 9 (expected: 10000 or more",
                "alarms: [ { sensor: a/b, above: 3 } ] | alarms: not supported by this version",
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
