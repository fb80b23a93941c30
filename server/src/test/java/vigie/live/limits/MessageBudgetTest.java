package vigie.live.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageBudgetTest {
    private final AtomicLong nanos = new AtomicLong();
    private final MessageBudget budget = new MessageBudget(20, 3, nanos::get);

    @Test
    void take_burstThenRefusedThenAgainAfterAWhile() {
        for (int i = 0; i < 3; i++) {
            assertThat(budget.take()).isTrue();
        }
        assertThat(budget.take()).isFalse();
        nanos.addAndGet(50_000_000);
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void exhausted_onlyAfterAsManyRefusalsAsTheBurst() {
        for (int i = 0; i < 6; i++) {
            budget.take();
        }
        assertThat(budget.exhausted()).isFalse();
        budget.take();
        assertThat(budget.exhausted()).isTrue();
    }
}
