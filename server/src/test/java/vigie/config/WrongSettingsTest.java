package vigie.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work is refused when the settings are read, in words: place, name, value, and what was expected. */
class WrongSettingsTest {
    @TempDir
    Path folder;

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("vigie.yaml"), text.getBytes(charset));
    }

    private static VigieConfig read(Path file) throws ConfigException {
        return new ConfigReader("vigie test", Overrides.NONE).read(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: { ping: 200000d } | ping: 200000d (expected: at most 36500d)",
                "server: { ping: 2d } | ping: 172800000ms (expected: 1ms to 86400s)",
                "server: { ping: 0s } | ping: 0ms (expected: 1ms to",
                "server: { idle: 999999999d } | idle: 999999999d (expected: at most 36500d)",
                "server: { request-time: 36500d } | request-time: 3153600000000ms (expected: 1ms to",
                "server: { closing: 999999999d } | closing: 999999999d (expected: at most",
                "server: { closing: 1h } | closing: 3600000ms (expected: 1ms to 60s)",
                "server: { max-stuck: 2d } | max-stuck: 172800000ms (expected: 1ms to 1d)",
                "server: { memory: 31d } | memory: 2678400000ms (expected: 0s to 30d)",
                "server: { memory-readings: 2147483647 } | memory-readings: 2147483647 (expected: at most",
                "server: { memory-readings: -1 } | memory-readings: -1 (expected: zero or more)",
                "server: { tick: 1min } | tick: 60000ms (expected: 10ms to 10s)",
                "server: { port: 0x50 } | port: 0x50 (expected: a whole number)",
                "server: { port: ٨٠ } | port: ٨٠ (expected: a whole number)",
                "server: { bind: a b } | bind: a b (expected: a host name or address",
                "server: { bind: 'http://x' } | bind: http://x (expected: a host name",
                "server: { bind: '127.0.0.1:8080' } | bind: 127.0.0.1:8080 (expected: a host name",
                "server: { bind: no-such-host.invalid } | bind: no-such-host.invalid: unknown host (expected: a host"
                        + " name",
                "server: { bind: 256.1.1.1 } | bind: 256.1.1.1: unknown host (expected: a host name",
                "server: { bind: \"a\\0b\" } | bind: a\\u{0}b (expected: a host name",
                "server: { data: \"a\\0b\" } | data: a\\u{0}b (expected: a folder",
                "server: { data: \" \" } | data: empty (expected: a folder",
                "server: { data: pom.xml } | data: pom.xml (expected: a folder, or the name of a new one)",
                "server: { max-sessions: 99999999999 } | max-sessions: 99999999999 (expected: a whole number)",
                "history: { retention: 999999999d } | retention: 999999999d (expected: at most 36500d)",
                "history: { waiting-readings: 2147483647 } | waiting-readings: 2147483647 (expected: at most",
                "history: { commit-readings: 100000, waiting-readings: 100 } | waiting-readings: 100 (expected: 200000"
                        + " or more",
                "stills: { retention: 99999999d } | retention: 99999999d (expected: at most 36500d)",
                "sources: [ { id: a, type: serial, port: \"a\\0b\" } ] | port: a\\u{0}b (expected: a path such as",
                "sources: [ { id: a, type: serial, port: x, data-bits: 9 } ] | vigie.yaml:1:55: data-bits: 9"
                        + " (expected: 5, 6, 7 or 8)",
                "sources: [ { id: a, type: replay, file: \"a\\0b\" } ] | file: a\\u{0}b (expected: a recording",
                "sources: [ { id: a, type: replay, file: src } ] | file: src: this is a folder (expected: a recording",
                "sources: [ { id: a, type: replay, file: x, rate: 0x1p3 } ] | rate: 0x1p3 (expected: a number such as",
                "sources: [ { id: a, type: stills, folder: pom.xml } ] | folder: pom.xml: this is a file (expected: a"
                        + " folder",
                "sources: [ { id: a, type: stills, folder: \"\\0\" } ] | folder: \\u{0} (expected: a folder",
                "sources: [ { id: a, type: stills, url: 'http://u:geheim@x y/?t=geheim' } ] | : http://…@x y/?t=…"
                        + " (expected",
                "webhooks: [ { url: 'http://u:geheim@x/geheim' } ] | url: http://…@x/geheim (expected",
                "sources: [ { id: a, type: simulated, plant: boiler, shapes: { day: 999999999d } } ] | day: 999999999d"
                        + " (expected: at most",
                "sources: [ { id: a, type: simulated, plant: boiler, faults: [ { kind: rubbish, every: 99999999d } ] }"
                        + " ] | every: 99999999d",
                "sensors: { a/b: { name: \"a\\eb\" } } | name: a\\u{1b}b (expected: 1 to 200 characters",
                "sensors: { a/b: { unit: \"a\\nb\" } } | unit: a\\u{a}b (expected: 1 to 32 characters",
                "sensors: { a/b: { max: 280f } } | max: 280f (expected: a number)",
                "sensors: { a/b: { max: 1e999 } } | max: 1e999 (expected: a number)",
                "sensors: { a/b: { max: .nan } } | max: .nan (expected: a number)",
                "alarms: [ { above: 5d } ] | above: 5d (expected: a number)",
                "alarms: [ { silent: 99999999d } ] | silent: 99999999d (expected: at most 36500d)",
                "server: &a { port: 80 }⏎history: *a | *a: an alias (expected: the value itself)",
                "server: { data: !!binary aGFsbG8= } | a tag (expected: the value alone)",
                "server: { port: 80 }⏎---⏎server: { port: 81 } | vigie.yaml:3:1: a second document begins here",
                "---⏎---⏎server: { port: 81 } | a second document begins here",
                "server: { port: 80, port: 81 } | port: stands here twice",
                "server:⏎\tport: 80 | vigie.yaml:2:1: this is not YAML",
            })
    void settingThatCannotWork_isRefused(String yaml, String message) throws IOException {
        Path file = file(yaml.replace('⏎', '\n').replace("\\t", "\t"), UTF_8);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ":")
                .hasMessageContaining(message)
                .hasMessageNotContaining("u:geheim")
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VIGIE_BIND | a b | bind: a b (expected",
                "VIGIE_BIND | '' | bind:  (expected",
                "VIGIE_BIND | no-such-host.invalid | bind: no-such-host.invalid: unknown host (expected",
                "VIGIE_PORT | 99999 | port: 99999 (expected: 0 to 65535)",
                "VIGIE_PORT | '' | port:  (expected: 0 to 65535)",
                "VIGIE_DATA | '' | data: empty (expected: a folder)",
                "VIGIE_DATA | pom.xml | data: pom.xml (expected: a folder",
                "VIGIE_TICK | soon | tick: soon (expected: a number and its unit",
                "VIGIE_TICK | 1h | tick: 3600000ms (expected: 10ms to 10s)",
            })
    void variableThatCannotWork_isRefused(String name, String value, String message) {
        ConfigReader reader = new ConfigReader("vigie test", Overrides.fromEnvironment(Map.of(name, value)));
        assertThatThrownBy(() -> reader.read(null))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void latin1_isRefused_withThePlaceOfTheByte() throws IOException {
        Path file = file("sensors:\n  a/b: { unit: °C }\n", ISO_8859_1);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file
                        + ":2:16: this is not UTF-8, but perhaps Latin-1: byte B0 (expected: a YAML file in UTF-8)");
    }

    @Test
    void utf16_isRefused() throws IOException {
        for (Charset charset : new Charset[] {UTF_16, UTF_16LE}) {
            Path file = file("server: { port: 80 }\n", charset);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("vigie.yaml:1:")
                    .hasMessageContaining("perhaps UTF-16 (expected: a YAML file in UTF-8)");
        }
    }

    @Test
    void byteOrderMark_isNoPartOfTheText() throws Exception {
        assertThat(read(file("\uFEFFserver: { port: 81 }\n", UTF_8)).http().port())
                .isEqualTo(81);
    }

    @Test
    void fileThatIsTooLong_orAFolder_isRefused() throws IOException {
        Path file = file("#".repeat(SettingsFile.MAX_BYTES + 1), UTF_8);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("longer than 1048576 bytes (expected: a YAML file)");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("this is a folder (expected: a YAML file)");
        assertThatThrownBy(() -> TrialReader.read("vigie test", folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("this is a folder (expected: a YAML file with tests of rules)");
    }

    @Test
    void valueThatIsTooLong_isRefused_andNotRepeated() throws IOException {
        Path file = file("server: { bind: " + "x".repeat(5000) + " }\n", UTF_8);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bind: 5000 characters (expected: at most 4096)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "---\n", "# nothing\n", "---\n...\n", "server:\n"})
    void fileWithoutSettings_isTheDefaults(String yaml) throws Exception {
        assertThat(read(file(yaml, UTF_8)).http().port()).isEqualTo(VigieConfig.DEFAULT_PORT);
    }
}
