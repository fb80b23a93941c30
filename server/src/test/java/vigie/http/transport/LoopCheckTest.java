package vigie.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.work.health.HealthCheck.Finding;

/** Whether an event loop is well. */
final class LoopCheckTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = (EventLoop) group.iterator().next();
    private final AtomicBoolean exhausted = new AtomicBoolean();
    private final LoopCheck check = new LoopCheck(loop, this::allocate);

    @AfterEach
    void end() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void loopAnswers_isWell() {
        assertThat(check.find()).isNull();
        await().until(() -> check.find() == null);
    }

    @Test
    void loopIsBusyForLong_isFound_andWellAgainAfterwards() {
        CountDownLatch busy = new CountDownLatch(1);
        loop.execute(() -> waitFor(busy));
        assertThat(check.find()).as("asked just now").isNull();
        assertThat(textOf(check.find())).isEqualTo("its event loop does not answer");
        busy.countDown();
        await().until(() -> check.find() == null);
    }

    @Test
    void loopHasEnded_isFound_forGood() {
        end();
        Finding finding = check.find();
        assertThat(textOf(finding)).isEqualTo("its event loop has ended");
        assertThat(finding != null && finding.hasEnded()).isTrue();
    }

    @Test
    void noMemoryToReadWith_isFound_andWellAgainAfterwards() {
        exhausted.set(true);
        await().until(() -> textOf(check.find()).startsWith("no direct memory is left"));
        exhausted.set(false);
        await().until(() -> check.find() == null);
    }

    private void allocate() {
        if (exhausted.get()) {
            throw new OutOfMemoryError("on purpose");
        }
    }

    private static String textOf(@Nullable Finding finding) {
        return finding == null ? "" : finding.text();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
