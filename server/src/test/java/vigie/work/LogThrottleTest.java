package vigie.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LogThrottleTest {
    private final AtomicLong now = new AtomicLong();
    private final LogThrottle throttle = new LogThrottle(now::get);

    @Test
    void logsTheFirst_thenOnceAMinute_andCountsWhatItHeldBack() {
        assertThat(throttle.isDue()).isTrue();
        assertThat(throttle.isDue()).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(throttle.isDue()).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(throttle.isDue()).isTrue();
        assertThat(throttle.takeHeldBack()).isEqualTo(2);
        assertThat(throttle.takeHeldBack()).isZero();
    }
}
