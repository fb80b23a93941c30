package vigie.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorIdTest {
    @ParameterizedTest
    @CsvSource({"temperature, temperature", "' Temp °C ', Temp_°C", "'a,b*c\"d', a_b_c_d", "'', _", "a/b, a/b"})
    void of_anyChannel_isMadeSafe(String device, String channel) {
        assertThat(SensorId.of("bench", device)).isEqualTo(new SensorId("bench", channel));
    }

    @Test
    void of_longChannel_isCut() {
        assertThat(SensorId.of("bench", "x".repeat(500)).channel()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench", "/x", "be nch/x", "bench/", "bench/a b", "bench/*"})
    void parse_noSensorId_saysWhatWasExpected(String text) {
        assertThatThrownBy(() -> SensorId.parse(text)).hasMessageContaining("expected:");
    }

    @Test
    void parse_itsOwnText_roundTrips() {
        SensorId id = new SensorId("bench", "a/b.c");
        assertThat(SensorId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "bench/*, true",
        "bench/temperature, true",
        "*/temperature, true",
        "b*h/t*e, true",
        "*temp*, true",
        "bench, false",
        "bench/temp, false",
        "demo/*, false",
        "*x, false",
        "bench/temperature?, false"
    })
    void glob_matches(String glob, boolean expected) {
        assertThat(new SensorGlob(glob).matches(SensorId.parse("bench/temperature")))
                .isEqualTo(expected);
    }

    @Test
    void glob_manyAsterisks_isStillFast() {
        var glob = new SensorGlob("*a".repeat(60) + "b");
        assertThat(glob.matches(new SensorId("a", "a".repeat(64)))).isFalse();
    }
}
