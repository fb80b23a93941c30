package vigie.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "23372.7432, 23372.7432",
        "99.998, 99.998",
        "1234567890, 1234567890",
        "1234567900, 1234567900",
        "100, 100",
        "-0.0, 0",
        "1.5e-9, 1.5E-9",
        "0.00001, 0.00001",
        "0.30000000000000004, 0.3",
        "0.3333333333333333, ≈ 0.3333333",
        "21.600000381469727, 21.6",
        "1e21, 1E+21",
        "NaN, –",
    })
    void aFigureIsNeverRoundedIntoAnother(double value, String text) {
        assertThat(Wording.number(value)).isEqualTo(text);
    }
}
