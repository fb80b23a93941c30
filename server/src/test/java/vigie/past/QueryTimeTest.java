package vigie.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryTimeTest {
    /** 2025-11-23T05:20:00Z. */
    private static final long NOW = 1_763_875_200_000L;

    @ParameterizedTest
    @CsvSource({
        "0,                             0",
        "1763875200150,                 1763875200150",
        "2025-11-23T05:20:00Z,          1763875200000",
        "2025-11-23T05:20Z,             1763875200000",
        "2025-11-23T05:20:00.150Z,      1763875200150",
        "2025-11-23T06:20:00+01:00,     1763875200000",
        "2025-11-23T06:20:00 01:00,     1763875200000",
        "2025-11-22T23:50:00-05:30,     1763875200000",
        "9999-12-31T23:59:59.999Z,      253402300799999",
        "now,                           1763875200000",
        "now-250ms,                     1763875199750",
        "now-30s,                       1763875170000",
        "now-15m,                       1763874300000",
        "now-15min,                     1763874300000",
        "now-6h,                        1763853600000",
        "now-30d,                       1761283200000",
        "now-0s,                        1763875200000",
    })
    void time_inEveryForm_isRead(String text, long expected) throws QueryException {
        assertThat(QueryTime.parse("from", text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "-1",
                "1e12",
                "1763875200000.5",
                "9999999999999999",
                "253402300800000",
                "2025-11-23",
                "2025-11-23T05:20:00",
                "2025-11-23 05:20:00Z",
                "2025-02-30T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-01-01T00:00:00Z",
                "now+15m",
                "now-15",
                "now-15y",
                "now-1.5h",
                "now-999999d",
                "now-9999999999s",
                "NOW",
            })
    void nonsense_isRefusedWithWhatWasExpected(String text) {
        assertThatThrownBy(() -> QueryTime.parse("from", text, NOW))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("from: " + text + " (expected: epoch milliseconds, ISO 8601");
    }
}
