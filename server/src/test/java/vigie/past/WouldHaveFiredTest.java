package vigie.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.sensor.Reading;
import vigie.sensor.SensorId;
import vigie.sensor.SensorSettings;
import vigie.store.HistoryException;
import vigie.store.MemoryHistory;

class WouldHaveFiredTest {
    private static final SensorId OVEN = SensorId.parse("bench/oven");
    private static final long START = 1_763_875_200_000L;
    private static final long NOW = START + 100_000;

    private final MemoryHistory history = new MemoryHistory();

    @Test
    void firings_areWhatTheEngineWouldHaveRaised() throws Exception {
        keep(20, 290, 290, 290, 290, 20, 20, 20, 290);
        Firings firings = ask("sensor=bench/oven", "above=280", "for=2s", "clear-delay=1s");
        assertThat(firings.firings())
                .containsExactly(
                        new Firings.Firing(START + 3000, START + 6000, 290.0),
                        new Firings.Firing(START + 10_000, null, 290.0));
        assertThat(firings.count()).isEqualTo(2);
        assertThat(firings.more()).isFalse();
        assertThat(firings.complete()).isTrue();
        assertThat(firings.first()).isEqualTo(START);
        assertThat(firings.readings()).isEqualTo(9);
    }

    @Test
    void silence_atTheEndOfTheRange_counts() throws Exception {
        keep(20, 21);
        assertThat(ask("sensor=bench/oven", "silent=30s").firings())
                .containsExactly(new Firings.Firing(START + 31_000, null, null));
    }

    @Test
    void sensorThatIsNotKept_hasNoFirings() throws Exception {
        Firings firings = ask("sensor=bench/nobody", "above=1");
        assertThat(firings.count()).isZero();
        assertThat(firings.first()).isNull();
        assertThat(firings.complete()).isTrue();
    }

    @Test
    void moreFiringsThanAreListed_areCounted() throws Exception {
        // Half a minute from one to the next: more often, and it would be one alarm that chatters.
        double[] values = new double[2500 * 15];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 15 % 2 * 300;
        }
        keep(values);
        Firings firings = new WouldHaveFired(history, id -> SensorSettings.NONE.describe(id, id.channel(), null))
                .ask(query("sensor=bench/oven", "above=280", "to=" + (START + 40_000_000)), START + 40_000_000);
        assertThat(firings.firings()).hasSize(WouldHaveFired.MOST_FIRINGS);
        assertThat(firings.count()).isEqualTo(1250);
        assertThat(firings.more()).isTrue();
        assertThat(firings.firings().get(999).cleared()).isEqualTo(START + 30_000_000);
    }

    @Test
    void moreReadingsThanAreLookedAt_isNotComplete() throws Exception {
        keep(20, 290, 20, 290);
        Firings firings = new WouldHaveFired(history, id -> SensorSettings.NONE.describe(id, id.channel(), null), 3)
                .ask(query("sensor=bench/oven", "above=280"), NOW);
        assertThat(firings.count()).isEqualTo(1);
        assertThat(firings.complete()).isFalse();
        assertThat(firings.readings()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "above=1 | sensor: missing",
                "sensor=x above=1 | sensor id: x (expected: <source>/<channel>)",
                "sensor=a/b | condition: none (expected: exactly one of above, below, outside, rate, silent)",
                "sensor=a/b above=1 below=2 | above, below (expected: exactly one of",
                "sensor=a/b above=hot | above: hot (expected: a number)",
                "sensor=a/b above=NaN | above: NaN (expected: a finite number)",
                "sensor=a/b outside=20 | outside: 20 (expected: LOW..HIGH",
                "sensor=a/b outside=20..10 | outside: [20, 10] (expected: the low limit",
                "sensor=a/b above=1 for=3 | for: 3 (expected: a number and its unit",
                "sensor=a/b above=1 hysteresis=-1 | hysteresis: -1 (expected: 0 or more",
                "sensor=a/b above=1 lasts=3 | lasts: not known (expected: sensor, from",
                "sensor=a/b above=1 from=now to=now | from: ",
            })
    void wrongQuestion_getsWhatWasExpected(String parameters, String message) {
        assertThatThrownBy(() -> query(parameters.split(" ")))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyCondition_isRead() throws QueryException {
        assertThat(query("sensor=a/b", "outside=-1.5..2").rule().condition().limit())
                .isEqualTo("-1.5 to 2");
        assertThat(query("sensor=a/b", "rate=5", "over=20s").rule().condition().limit())
                .isEqualTo("5");
        assertThat(query("sensor=a/b", "below=5", "hysteresis=1").rule().hysteresis())
                .isEqualTo(1);
        assertThat(query("sensor=a/b", "below=5").from()).isEqualTo(NOW - 86_400_000);
    }

    private void keep(double... values) throws HistoryException {
        for (int i = 0; i < values.length; i++) {
            history.append(List.of(new Reading(OVEN, START + i * 1000L, values[i])));
        }
    }

    private Firings ask(String... parameters) throws QueryException, HistoryException {
        return new WouldHaveFired(history, id -> SensorSettings.NONE.describe(id, id.channel(), null))
                .ask(query(parameters), NOW);
    }

    private static AlarmQuery query(String... parameters) throws QueryException {
        Map<String, List<String>> map = new TreeMap<>();
        Arrays.stream(parameters)
                .map(parameter -> parameter.split("=", 2))
                .forEach(pair -> map.put(pair[0], List.of(pair[1])));
        return AlarmQuery.parse(new QueryParameters(map), NOW);
    }
}
