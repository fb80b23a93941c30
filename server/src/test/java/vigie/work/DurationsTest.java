package vigie.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "100ms,   100",
        "3s,      3000",
        "2m,      120000",
        "2min,    120000",
        "15 m,    900000",
        "1h,      3600000",
        "30d,     2592000000",
        "0s,      0",
        "36500d,  3153600000000",
    })
    void duration_inEveryUnit_isRead(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5M", "5mins", "-5m", "1.5h", "5m30s", "36501d", "9999999999ms"})
    void anythingElse_isRefusedWithWhatIsExpected(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(text)
                .hasMessageContaining("(expected: ");
    }
}
