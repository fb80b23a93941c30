package vigie.alarm.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.config.ConfigException;
import vigie.config.TrialReader;

class TrialRunTest {
    private static final String RULES = """
            alarms:
              - { sensor: bench/temperature, above: 280, hysteresis: 5, for: 3s, clear-delay: 2s, id: oven-hot }
            tests:
              - name: oven
            """;

    @TempDir
    private Path folder;

    @Test
    void writtenReadings_thatDoWhatIsExpected_pass() throws Exception {
        TrialResult result = play(RULES + """
                readings: { bench/temperature: [[0s, 20], [10s, 290], [20s, 276], [30s, 20]] }
                actions:
                  - { at: 15s, acknowledge: oven-hot }
                expect:
                  - { at: 12999ms, state: pending }
                  - { at: 13s, rule: oven-hot, sensor: bench/temperature, state: raised }
                  - { at: 15s, state: acknowledged }
                  - { at: 31s, state: acknowledged }
                  - { at: 32s, state: normal }
                  - { raised: 1 }
                  - { raised: 0, between: [0s, 12s] }
                  - { cleared: 1, between: [32s, 32s], rule: oven-hot }
                """.indent(4));
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void shelved_saysNothing_untilItsTimeIsOver() throws Exception {
        TrialResult result = play(RULES + """
                readings: { bench/temperature: [[0s, 290], [20s, 20]] }
                actions:
                  - { at: 5s, shelve: oven-hot, for: 1min }
                expect:
                  - { at: 64s, state: shelved }
                  - { at: 65s, state: normal }
                  - { unshelved: 1 }
                """.indent(4));
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void failure_saysWhatWasExpected_whatWas_andWhatHappenedWhen() throws Exception {
        TrialResult result = play(RULES + """
                readings: { bench/temperature: [[0s, 20], [10s, 290], [12s, 20], [20s, 290]] }
                actions: [ { at: 1s, acknowledge: oven-hot } ]
                expect:
                  - { at: 13s, rule: oven-hot, state: raised }
                  - { raised: 0, between: [0s, 60s] }
                  - { at: 60s, state: raised }
                """.indent(4));
        assertThat(result.failures())
                .containsExactly(
                        "at 1s: cannot acknowledge oven-hot: no alarm was raised by it so far",
                        "at 13s oven-hot: expected raised, was normal (oven-hot, bench/temperature)",
                        "alarm-raised from 0s to 60s: expected 0, was 1");
        assertThat(result.happened())
                .containsExactly("23s  alarm-raised  oven-hot  bench/temperature  temperature 290: above 280");
    }

    @Test
    void recording_isPlayed() throws Exception {
        Files.writeString(folder.resolve("oven.log"), "temperature:20\ntemperature:290\ntemperature:290\n");
        TrialResult result = play(RULES + """
                recording: { file: oven.log, source: bench }
                expect: [ { at: 3099ms, state: pending }, { at: 3100ms, state: raised } ]
                """.indent(4));
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void simulatedDevice_isPlayed_withItsRanges_alwaysTheSame() throws Exception {
        String test = """
                tests:
                  - name: boiler
                    simulated: { id: boiler, plant: boiler, lasts: 10min }
                    expect: [ { raised: -1 } ]
                """;
        TrialResult once = play(test);
        assertThat(once.failures()).isEqualTo(play(test).failures()).hasSize(1);
        assertThat(once.happened()).isNotEmpty();
    }

    @Test
    void demonstration_showsAnAlarmNowAndThen_thatClearsByItself() throws Exception {
        TrialResult hour = play("""
                tests:
                  - name: an hour
                    simulated: { id: demo, lasts: 1h }
                    expect: [ { raised: -1 } ]
                """);
        long raised = hour.happened().stream()
                .filter(line -> line.contains("alarm-raised"))
                .count();
        long cleared = hour.happened().stream()
                .filter(line -> line.contains("alarm-cleared"))
                .count();
        assertThat(raised).isBetween(6L, 40L);
        assertThat(cleared).isBetween(raised - 2, raised);
    }

    @Test
    void recordingThatIsMissing_isSaid() {
        assertThatThrownBy(() -> play(RULES + """
                recording: { file: nothing.log, source: bench }
                expect: [ { raised: 0 } ]
                """.indent(4)))
                .isInstanceOf(TrialException.class)
                .hasMessageContaining("nothing.log: no such file");
    }

    @Test
    void rulesOfAConfiguration_areTested() throws Exception {
        Files.writeString(
                folder.resolve("vigie.yaml"),
                "alarms: [ { above: 5, id: five } ]\nsensors: { bench/x: { name: X, unit: V, max: 7 } }\n");
        TrialResult result = play("""
                config: vigie.yaml
                tests:
                  - name: both
                    readings: { bench/x: [[0s, 8]] }
                    expect: [ { at: 0s, rule: five, state: raised }, { at: 1s, rule: bench/x range, state: raised } ]
                """);
        assertThat(result.failures()).isEmpty();
        assertThat(result.happened()).first().asString().contains("X 8 V: above 5 V");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tests: [] | tests: none (expected: at least one)",
                "tests: [ { name: x } ] | expect: nothing (expected: at least one",
                "tests: [ { name: x, expect: [ { at: 1s } ] } ] | expect: nothing (expected: state, or one of raised",
                "tests: [ { name: x, expect: [ { at: 1s, state: hot } ] } ] | state: hot (expected: one of normal, pending",
                "tests: [ { name: x, expect: [ { raised: 1, rule: ovn } ] } ] | rule: ovn: no such rule",
                "tests: [ { name: x, expect: [ { raised: 1, between: [1s] } ] } ] | between: [1s] (expected: two times",
                "tests: [ { name: x, readings: { a/b: [[x, 1]] }, expect: [ { raised: 1 } ] } ] | readings: [x, 1] (expected: a time",
                "tests: [ { name: x, readings: { a/b: [[2s, 1], [1s, 1]] }, expect: [ { raised: 1 } ] } ] | 1s after 2s (expected: in order",
                "tests: [ { name: x, readings: { ab: [] }, expect: [ { raised: 1 } ] } ] | readings: ab (expected: <source>/<channel>)",
                "tests: [ { name: x, actions: [ { at: 1s } ], expect: [ { raised: 1 } ] } ] | action: none (expected: one of acknowledge",
                "tests: [ { nam: x } ] | name: missing",
            })
    void wrongFile_isRefusedWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> play(yaml)).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    private TrialResult play(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.yaml"), yaml);
        Trials trials = TrialReader.read("vigie test", file);
        return TrialRun.play(trials, trials.trials().get(0));
    }
}
