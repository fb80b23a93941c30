package vigie.live.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SharedBudgetTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final SharedBudget budget = new SharedBudget(6, 20);

    @Test
    void anAddressHasItsOwn_whateverSessionsItOpens() {
        for (int i = 0; i < 6; i++) {
            assertThat(take("192.0.2.1", 0)).isNull();
        }
        assertThat(take("192.0.2.1", 0)).contains("more than 6 a minute from your address");
        assertThat(take("192.0.2.2", 0)).isNull();
        assertThat(take("192.0.2.1", MINUTE)).isNull();
    }

    @Test
    void allTogether_areBounded_andAnsweredInWords() {
        for (int i = 0; i < 20; i++) {
            assertThat(take("192.0.2." + i, i)).isNull();
        }
        assertThat(take("192.0.2.99", 20)).contains("more than 20 a minute from everybody");
        assertThat(take("192.0.2.99", MINUTE)).isNull();
    }

    @Test
    void aSessionOfItsOwnIsBounded() {
        NoteBudget own = new NoteBudget(2);
        assertThat(budget.take(own, "192.0.2.1", 0)).isNull();
        assertThat(budget.take(own, "192.0.2.1", 0)).isNull();
        assertThat(budget.take(own, "192.0.2.1", 0)).contains("more than 2 a minute");
    }

    private @Nullable String take(String address, long nanos) {
        return budget.take(new NoteBudget(100), address, nanos);
    }
}
