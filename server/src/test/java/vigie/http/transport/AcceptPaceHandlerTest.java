package vigie.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.http.transport.AcceptPaceHandler.BATCH;
import static vigie.http.transport.AcceptPaceHandler.LONGEST_ROUND_MILLIS;
import static vigie.http.transport.AcceptPaceHandler.MOST_WAITING;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pace at which connections are accepted, with event loops that come round when the test says. */
final class AcceptPaceHandlerTest {
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final EmbeddedChannel listening = new EmbeddedChannel(new AcceptPaceHandler(loop.eventLoop()));
    private final List<EmbeddedChannel> arrived = new ArrayList<>();

    @AfterEach
    void close() {
        listening.finish();
        loop.finish();
        arrived.forEach(EmbeddedChannel::finish);
    }

    @Test
    void manyAtOnce_areHandedOverInBatches_eachWhenTheLoopsHaveComeRound() {
        arrive(3 * BATCH - 1);
        assertThat(handedOver()).isEqualTo(BATCH);
        assertThat(handedOver()).isZero();
        loopComesRound();
        assertThat(handedOver()).isEqualTo(BATCH);
        loopComesRound();
        assertThat(handedOver()).isEqualTo(BATCH - 1);
        loopComesRound();
        arrive(1);
        assertThat(handedOver()).isOne();
    }

    @Test
    void loopThatDoesNotComeRound_keepsNobodyOutForLong() {
        arrive(2 * BATCH);
        assertThat(handedOver()).isEqualTo(BATCH);
        listening.advanceTimeBy(LONGEST_ROUND_MILLIS, TimeUnit.MILLISECONDS);
        listening.runScheduledPendingTasks();
        assertThat(handedOver()).isEqualTo(BATCH);
    }

    @Test
    void tooManyThatWait_stayInTheKernelsQueue() {
        arrive(BATCH + MOST_WAITING);
        assertThat(listening.config().isAutoRead()).isFalse();
        loopComesRound();
        assertThat(listening.config().isAutoRead()).isTrue();
    }

    @Test
    void acceptingFails_itPauses_alsoWhenLoopsComeRound() {
        arrive(1);
        listening.pipeline().fireExceptionCaught(new IOException("Too many open files"));
        assertThat(listening.config().isAutoRead()).isFalse();
        loopComesRound();
        assertThat(listening.config().isAutoRead()).isFalse();
        listening.advanceTimeBy(1, TimeUnit.SECONDS);
        listening.runScheduledPendingTasks();
        assertThat(listening.config().isAutoRead()).isTrue();
    }

    @Test
    void portIsClosed_connectionsThatWaitAreClosed() {
        arrive(BATCH + 1);
        listening.finish();
        assertThat(arrived.get(BATCH).isOpen()).isFalse();
    }

    private void arrive(int connections) {
        for (int i = 0; i < connections; i++) {
            EmbeddedChannel connection = new EmbeddedChannel();
            arrived.add(connection);
            listening.writeInbound(connection);
        }
    }

    private int handedOver() {
        int count = 0;
        while (listening.readInbound() != null) {
            count++;
        }
        return count;
    }

    private void loopComesRound() {
        loop.runPendingTasks();
        listening.runPendingTasks();
    }
}
