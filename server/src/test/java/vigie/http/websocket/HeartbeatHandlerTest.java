package vigie.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatHandlerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void pings_areAnswered_eachWithWhatItHolds() {
        join();
        ping(1);
        ping(2);
        assertPong(1);
        assertPong(2);
        assertThat(channel.finish()).isFalse();
    }

    /** Otherwise whoever pings and takes nothing could fill the memory. */
    @Test
    void pings_thatComeWhileNothingIsTaken_theLastIsAnsweredOnce_whenItIs() {
        join();
        takes(false);
        for (int i = 1; i <= 100; i++) {
            ping(i);
        }
        Object none = channel.readOutbound();
        assertThat(none).isNull();
        takes(true);
        assertPong(100);
        takes(false);
        takes(true);
        ping(101);
        assertPong(101);
        takes(false);
        ping(102);
        assertThat(channel.finish()).isFalse();
    }

    private void join() {
        channel.pipeline().addLast(new HeartbeatHandler(new Heartbeats(channel.eventLoop(), Duration.ofHours(1))));
    }

    private void takes(boolean something) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, something);
        channel.runPendingTasks();
    }

    private void ping(int number) {
        channel.writeInbound(new PingWebSocketFrame(Unpooled.copyInt(number)));
    }

    private void assertPong(int number) {
        PongWebSocketFrame pong = channel.readOutbound();
        assertThat(pong.content().readInt()).isEqualTo(number);
        assertThat(pong.release()).as("nobody else holds it").isTrue();
    }
}
