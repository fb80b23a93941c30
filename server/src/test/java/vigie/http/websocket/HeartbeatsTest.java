package vigie.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wheel is turned by hand: its loop's time stands until it is advanced. */
class HeartbeatsTest {
    private static final long INTERVAL = 3200;
    private static final long PART = INTERVAL / 32;

    private final EmbeddedChannel wheel = new EmbeddedChannel();
    private final Heartbeats heartbeats;
    private final List<EmbeddedChannel> sessions = new ArrayList<>();

    HeartbeatsTest() {
        wheel.freezeTime();
        heartbeats = new Heartbeats(wheel.eventLoop(), Duration.ofMillis(INTERVAL));
    }

    @AfterEach
    void close() {
        sessions.forEach(EmbeddedChannel::finishAndReleaseAll);
        wheel.finishAndReleaseAll();
    }

    @Test
    void turn_eachIsAskedOncePerIntervalWhenItsPartComes() {
        EmbeddedChannel first = session();
        advance(10);
        EmbeddedChannel second = session();

        advance(21);
        assertThat(pings(first)).isZero();
        advance(1);
        assertThat(pings(first)).isEqualTo(1);
        assertThat(pings(second)).isZero();
        advance(10);
        assertThat(pings(second)).isEqualTo(1);

        answer(first);
        advance(22);
        assertThat(pings(first)).isEqualTo(1);
    }

    @Test
    void silentSession_isToldSoAtTheNextTurn() {
        EmbeddedChannel answering = session();
        EmbeddedChannel silent = session();
        advance(32);
        answer(answering);
        advance(32);

        assertThat(pings(answering)).isEqualTo(2);
        assertThat(pings(silent)).isEqualTo(1);
        CloseWebSocketFrame close = silent.readOutbound();
        assertThat(close.statusCode()).isEqualTo(4408);
        close.release();
    }

    @Test
    void sessionThatTakesNothing_isNotAskedAndStays() {
        EmbeddedChannel stuck = session();
        stuck.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        advance(96);
        assertThat(stuck.outboundMessages()).isEmpty();

        stuck.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        advance(32);
        assertThat(pings(stuck)).isEqualTo(1);
    }

    @Test
    void sessionsThatEnd_otherSessionsOfTheirPartGoOn() {
        List<EmbeddedChannel> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(session());
        }
        all.get(0).close().syncUninterruptibly();
        all.get(2).close().syncUninterruptibly();
        all.get(4).close().syncUninterruptibly();
        advance(32);
        assertThat(pings(all.get(1))).isEqualTo(1);
        assertThat(pings(all.get(3))).isEqualTo(1);
    }

    @Test
    void noSessions_theWheelStandsStillUntilOneComes() {
        EmbeddedChannel only = session();
        assertThat(wheel.runScheduledPendingTasks()).isPositive();
        only.close().syncUninterruptibly();
        advance(32);
        assertThat(wheel.runScheduledPendingTasks()).isEqualTo(-1);

        EmbeddedChannel next = session();
        advance(32);
        assertThat(pings(next)).isEqualTo(1);
    }

    @Test
    void haltOfTheMachine_nobodyGetsLessThanAnIntervalToAnswer() {
        EmbeddedChannel session = session();
        advance(32);
        wheel.advanceTimeBy(10 * INTERVAL, TimeUnit.MILLISECONDS);
        wheel.runScheduledPendingTasks();
        advance(30);
        assertThat(pings(session)).isEqualTo(1);
        assertThat(session.outboundMessages()).isEmpty();
    }

    private EmbeddedChannel session() {
        EmbeddedChannel session = new EmbeddedChannel(new HeartbeatHandler(heartbeats));
        sessions.add(session);
        return session;
    }

    /** By so many parts of the wheel. */
    private void advance(int parts) {
        for (int i = 0; i < parts; i++) {
            wheel.advanceTimeBy(PART, TimeUnit.MILLISECONDS);
            wheel.runScheduledPendingTasks();
        }
    }

    private static void answer(EmbeddedChannel session) {
        session.writeInbound(new PongWebSocketFrame());
    }

    /** How many pings came until another frame, or none. */
    private static int pings(EmbeddedChannel session) {
        int pings = 0;
        while (session.outboundMessages().peek() instanceof PingWebSocketFrame) {
            ReferenceCountUtil.release(session.readOutbound());
            pings++;
        }
        return pings;
    }
}
