package vigie.http.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTallyTest {
    private final List<String> log = new ArrayList<>();
    private final RefusalTally tally = new RefusalTally(log::add);

    @Test
    void firstOfAKind_isToldAtOnce_thoseOfItsMinute_inOneLineAfterIt() {
        assertThat(tally.count(403, "192.0.2.1", "Forbidden")).isTrue();
        assertThat(log).containsExactly("refused with 403: 1 (1 since the start), the last of 192.0.2.1: Forbidden");
        for (int i = 2; i < 502; i++) {
            assertThat(tally.count(403, "192.0.2." + i % 100, "Forbidden")).isFalse();
        }
        assertThat(log).hasSize(1);
        assertThat(tally.minuteIsOver(403)).isTrue();
        assertThat(log.get(1))
                .isEqualTo("refused with 403: 500 (501 since the start), the last of 192.0.2.1: Forbidden");
        assertThat(tally.minuteIsOver(403)).isFalse();
        assertThat(log).hasSize(2);
        assertThat(tally.count(403, "192.0.2.7", "Forbidden")).isTrue();
        assertThat(log).hasSize(3);
    }

    @Test
    void kinds_areCountedAndToldApart() {
        assertThat(tally.count(1008, "192.0.2.1", "too many messages")).isTrue();
        assertThat(tally.count(421, "192.0.2.2", "Misdirected Request")).isTrue();
        assertThat(tally.count(421, "192.0.2.3", "Misdirected Request")).isFalse();
        assertThat(tally.counts()).isEqualTo(Map.of("1008", 1L, "421", 2L));
        assertThat(log).hasSize(2);
        tally.tellRest();
        assertThat(log).hasSize(3).last().asString().contains("421: 1 (2 since the start), the last of 192.0.2.3");
    }
}
