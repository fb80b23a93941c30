package vigie.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.sensor.SensorGlob;

final class HistoryQueryTest {
    private static final long NOW = 1_763_875_200_000L;

    @Test
    void nothingSaid_allSensorsOfTheLastQuarterOfAnHour() throws QueryException {
        assertThat(HistoryQuery.parse(Map.of(), NOW))
                .isEqualTo(new HistoryQuery(List.of(SensorGlob.all()), NOW - 900_000, NOW, 0));
    }

    @Test
    void everythingSaid_isRead() throws QueryException {
        Map<String, List<String>> parameters = Map.of(
                "sensor", List.of("bench/*", "demo/temperature"),
                "from", List.of("now-1h"),
                "to", List.of("now-1m"),
                "buckets", List.of("500"));
        assertThat(HistoryQuery.parse(parameters, NOW))
                .isEqualTo(new HistoryQuery(
                        List.of(new SensorGlob("bench/*"), new SensorGlob("demo/temperature")),
                        NOW - 3_600_000,
                        NOW - 60_000,
                        500));
    }

    @Test
    void endAlone_quarterOfAnHourBefore() throws QueryException {
        HistoryQuery query = HistoryQuery.parse(Map.of("to", List.of("2000000")), NOW);
        assertThat(query.from()).isEqualTo(1_100_000);
        assertThat(HistoryQuery.parse(Map.of("to", List.of("5")), NOW).from()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "from,    now,         from: 1763875200000 (expected: earlier",
        "from,    tomorrow,    from: tomorrow (expected: epoch",
        "to,      0,           from: 0 (expected: earlier",
        "to,      '',          to:  (expected: epoch",
        "buckets, 0,           buckets: 0 (expected: 1 to 10000",
        "buckets, 10001,       buckets: 10001 (expected",
        "buckets, -1,          buckets: -1 (expected",
        "buckets, many,        buckets: many (expected",
        "buckets, '',          buckets:  (expected",
        "buckets, 99999999999, buckets: 99999999999 (expected",
        "sensor,  '',          sensor:  (expected: one glob",
        "sensor,  'a/b,c/d',   'sensor: a/b,c/d (expected: one glob'",
        "bucket,  60,          'bucket: not known (expected: sensor, from, to, buckets)'",
    })
    void wrongParameter_isRefusedByName(String name, String value, String message) {
        assertThatThrownBy(() -> HistoryQuery.parse(Map.of(name, List.of(value)), NOW))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void tooLong_tooMany_andTwice_areRefused() {
        assertThatThrownBy(() -> HistoryQuery.parse(Map.of("sensor", List.of("x".repeat(129))), NOW))
                .hasMessageStartingWith("sensor: xxx")
                .hasMessageContaining("… (expected");
        assertThatThrownBy(() -> HistoryQuery.parse(Map.of("sensor", Collections.nCopies(257, "a/*")), NOW))
                .hasMessageStartingWith("sensor: 257 times (expected: at most 256");
        assertThatThrownBy(() -> HistoryQuery.parse(Map.of("to", List.of("1", "2")), NOW))
                .hasMessage("to: 2 times (expected: once)");
    }

    @Test
    void export_withoutRange_isRefused() throws QueryException {
        assertThatThrownBy(() -> HistoryQuery.parseWithRange(Map.of("to", List.of("now")), NOW))
                .hasMessageStartingWith("from: missing (expected: a time");
        assertThatThrownBy(() -> HistoryQuery.parseWithRange(Map.of("from", List.of("0")), NOW))
                .hasMessageStartingWith("to: missing");
        Map<String, List<String>> range = Map.of("from", List.of("0"), "to", List.of("now"));
        assertThat(HistoryQuery.parseWithRange(range, NOW)).isEqualTo(HistoryQuery.parse(range, NOW));
    }
}
