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

    @Test
    void changesMayCome_aFewTimesAMinute_andSayHowManyWereHeldBack() {
        LogThrottle changes = new LogThrottle(2, now::get);
        assertThat(changes.isDue()).isTrue();
        assertThat(changes.isDue()).isTrue();
        assertThat(changes.takeHeldBackText()).isEmpty();
        assertThat(changes.isDue()).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(changes.isDue()).isTrue();
        assertThat(changes.takeHeldBackText()).isEqualTo(" (1 similar messages before this one were held back)");
    }
}
