package vigie.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"temperature", "a/b", "Temp_°C", "_", "x~y", "🌡", "DS18B20-1.Temperature", "e\u0301"})
    void of_channelThatFits_isTheChannel(String device) {
        assertThat(SensorId.of("bench", device)).isEqualTo(new SensorId("bench", device));
        assertThat(SensorId.of("bench", "x".repeat(64)).channel()).isEqualTo("x".repeat(64));
    }

    @ParameterizedTest
    @CsvSource({
        "' Temp °C ', Temp_°C",
        "'a,b*c\"d', a_b_c_d",
        "'', _",
        "Soil moisture, Soil_moisture",
        "SW#1\u001b[31m, SW#1_[31m",
        "a\u202eb, a_b",
    })
    void of_channelThatDoesNotFit_isMadeSafe_andMarked(String device, String channel) {
        SensorId id = SensorId.of("bench", device);
        assertThat(id.channel()).matches(Pattern.quote(channel) + "~[0-9a-hjkmnp-tv-z]{10}");
        assertThat(id.withoutMark()).isEqualTo(new SensorId("bench", channel));
        assertThat(SensorId.of("bench", device)).isEqualTo(id);
        assertThat(SensorId.parse(id.toString())).isEqualTo(id);
    }

    /** Bookmarks, configurations and histories hold these: they must never change. */
    @Test
    void of_givesTheSameMarkInEveryVersion() {
        assertThat(SensorId.of("bench", "Soil moisture")).hasToString("bench/Soil_moisture~b66346c17h");
    }

    @Test
    void of_longChannels_areCut_betweenCharacters_andStayApart() {
        String same = "octopus_energy_gas_e0123456789012_1234567890_current_accumulative_";
        assertThat(SensorId.of("bench", same + "cost").channel()).hasSize(64);
        assertThat(SensorId.of("bench", same + "cost")).isNotEqualTo(SensorId.of("bench", same + "consumption_kwh"));
        String pairs = "x" + "🌡".repeat(60);
        assertThat(SensorId.of("bench", pairs).channel()).startsWith("x" + "🌡".repeat(26) + "~");
    }

    @Test
    void of_channelThatSpellsTheIdOfAnother_isMarkedItself() {
        SensorId real = SensorId.of("bench", "Soil moisture");
        SensorId forged = SensorId.of("bench", real.channel());
        assertThat(forged).isNotEqualTo(real);
        assertThat(SensorId.of("bench", forged.channel())).isNotEqualTo(forged);
    }

    @Test
    void of_aHundredThousandSpellings_areAsManyIds() {
        Set<SensorId> ids = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add(SensorId.of(
                    "bench", Integer.toBinaryString(i).replace('0', ' ').replace('1', '*')));
        }
        assertThat(ids).hasSize(100_000);
    }

    @ParameterizedTest
    @CsvSource({
        "bench/Soil_moisture, true",
        "bench/Soil moisture, true",
        "bench/Soil*, true",
        "*/Soil_moisture, true",
        "bench/Soil  moisture, false",
        "bench/soil moisture, false",
        "bench, false",
    })
    void glob_meansAMarkedSensor_byItsOldIdAndByItsSpelling(String written, boolean expected) {
        SensorId id = SensorId.of("bench", "Soil moisture");
        assertThat(new SensorGlob(written).means(id)).isEqualTo(expected);
        assertThat(new SensorGlob(id.toString()).means(id)).isTrue();
        assertThat(new SensorGlob("bench/Soil_moisture").matches(id)).isFalse();
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
