package vigie.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who gets the memory for bodies when there is not enough for all. */
final class BodyMemoryTest {
    private final AtomicLong nanos = new AtomicLong();
    private final BodyMemory memory = new BodyMemory(100, Duration.ofSeconds(1), nanos::get);
    private final EmbeddedChannel first = new EmbeddedChannel();
    private final EmbeddedChannel second = new EmbeddedChannel();

    @Test
    void whileAllMakeProgress_theNewcomerWaits() {
        BodyMemory.Hold held = hold(first, 60);
        assertThat(memory.hold(second, 60)).isNull();
        assertThat(first.isActive()).isTrue();
        held.release();
        held.release();
        assertThat(memory.hold(second, 60)).isNotNull();
        assertThat(memory.bytes()).isEqualTo(60);
    }

    @Test
    void connectionThatStandsStill_givesWay_theOneWithProgressDoesNot() {
        BodyMemory.Hold moving = hold(first, 50);
        hold(second, 50);
        passSeconds(2);
        moving.progress();
        hold(new EmbeddedChannel(), 50);
        assertThat(first.isActive()).isTrue();
        assertThat(second.isActive()).isFalse();
        assertThat(memory.bytes()).isEqualTo(100);
    }

    @Test
    void whatIsBeingHandled_isKept() {
        BodyMemory.Held handled = memory.open(first);
        assertThat(handled.grow(80)).isTrue();
        handled.keep();
        passSeconds(2);
        assertThat(memory.hold(second, 30)).isNull();
        assertThat(first.isActive()).isTrue();
    }

    private BodyMemory.Hold hold(EmbeddedChannel channel, long bytes) {
        return Objects.requireNonNull(memory.hold(channel, bytes));
    }

    private void passSeconds(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
