package vigie;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.config.VigieConfig;

/** Every time that the settings allow works: a server starts with it, ticks, and ends. */
class ExtremeSettingsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server: { tick: 10ms, memory: 0s, memory-readings: 0, idle: 1ms, request-time: 1ms, ping: 1ms,"
                        + " closing: 1ms, max-stuck: 1ms }",
                "server: { tick: 10s, memory: 30d, idle: 1d, request-time: 1d, ping: 1d, closing: 1min, max-stuck: 1d"
                        + " }",
                "history: { retention: 1h, commit: 10ms }",
                "history: { retention: 36500d, commit: 1min, max-size: 999999TB }",
                "stills: { retention: 1h, max-size: 10MB }",
                "stills: { retention: 36500d, max-size: 999999TB, max-pixels: 9223372036854775807 }",
                "sensors: { '*': { cadence: 1ms } }",
                "sensors: { '*': { cadence: 30d } }",
                "alarms: [ { above: 1, for: 1d, clear-delay: 1d }, { rate: 1, over: 1d }, { silent: 30d } ]",
                "alarms: [ { above: 1, for: 0s, clear-delay: 0s }, { rate: 1, over: 1s }, { silent: 100ms } ]",
                "webhooks: [ { url: 'http://127.0.0.1:1/', timeout: 100ms }, { url: 'http://127.0.0.1:1/', timeout:"
                        + " 1min } ]",
                "sources: [ { id: a, type: simulated, plant: boiler, shapes: { day: 36500d }, faults: [ { kind:"
                        + " rubbish, every: 36500d, first: 36500d, lasts: 36499d } ] } ]",
                "sources: [ { id: a, type: simulated, plant: boiler, shapes: { day: 1s }, faults: [ { kind: rubbish,"
                        + " every: 1ms, first: 0s } ] } ]",
                "sources: [ { id: a, type: stills, simulated: true, every: 1d }, { id: b, type: stills, simulated:"
                        + " true, every: 100ms } ]",
            })
    void server_startsAndEnds(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("vigie.yaml"), yaml);
        Overrides overrides = new Overrides(null, "0", folder.resolve("data").toString(), null);
        VigieConfig config = new ConfigReader("vigie test", overrides).read(file);
        try (Vigie vigie = Vigie.start(config, Clock.systemUTC())) {
            assertThat(vigie.url().getPort()).isPositive();
        }
    }
}
