package vigie.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

class AlarmTextTest {
    private static final AlarmRule RULE = AlarmRule.of(SensorGlob.all(), new Condition.Above(280));
    private static final SensorInfo OVEN =
            new SensorInfo(SensorId.parse("bench/temperature"), "Oven", "°C", null, null);
    private static final SensorInfo BARE =
            new SensorInfo(SensorId.parse("bench/temperature"), "Oven", null, null, null);

    @Test
    void everyPlaceholder_isFilledIn() {
        AlarmText text = new AlarmText("{name} ({sensor}) {value} {unit} > {limit} {unit} since {since}");
        assertThat(text.fill(RULE, OVEN, 283.14159, 1_763_875_200_500L))
                .isEqualTo("Oven (bench/temperature) 283.14159 °C > 280 °C since 2025-11-23T05:20:00Z");
    }

    @Test
    void missingUnit_takesItsSpaceAlong() {
        assertThat(new AlarmText("{value} {unit}, hot").fill(RULE, BARE, 283, 0))
                .isEqualTo("283, hot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "{valu}", "{}", "{value} {Unit}"})
    void wrongText_isRefused(String text) {
        assertThatThrownBy(() -> new AlarmText(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("text: ");
    }

    @ParameterizedTest
    @CsvSource({"100,100ms", "1000,1s", "90000,90s", "120000,2min", "7200000,2h", "86400000,1d", "0,0s"})
    void spans_areAsInTheConfiguration(long millis, String text) {
        assertThat(Wording.span(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
