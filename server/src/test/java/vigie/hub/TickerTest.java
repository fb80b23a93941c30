package vigie.hub;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest {
    private final AtomicInteger ticks = new AtomicInteger();
    private final AtomicInteger lates = new AtomicInteger();

    @Test
    void tickThatFails_isFollowedByTheNext() {
        try (Ticker ticker = new Ticker(Duration.ofNanos(1), () -> fail(ticks), () -> fail(lates))) {
            ticker.start();
            await().until(() -> ticks.get() > 2 && lates.get() > 2);
        }
    }

    private static void fail(AtomicInteger count) {
        count.incrementAndGet();
        throw new StackOverflowError("on purpose");
    }
}
