package vigie.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import vigie.live.audience.Audience;
import vigie.live.audience.SharedFrames;
import vigie.protocol.WireFormat;

/** An event loop that finds no memory for one task. */
final class LoopGroupTest extends FeedByHand {
    private boolean noMemory;

    @Test
    void noMemoryToHandOverATick_theFramesAreReleased_andTheNextTickIsTaken() {
        LoopGroup group = new LoopGroup(loop(), feed);
        ByteBuf frame = Unpooled.buffer();
        SharedFrames frames = new SharedFrames(1, new Audience[1], new ByteBuf[] {frame});
        assertThat(group.claimOrDrop()).isTrue();
        noMemory = true;
        group.deliver(frames);
        noMemory = false;
        assertThat(frame.refCnt()).isZero();
        assertThat(feed.tally().failures()).isEqualTo(1);
        assertThat(group.claimOrDrop()).as("ready again").isTrue();
        group.close();
    }

    /** The loop of an embedded channel, which throws when told. */
    private EventLoop loop() {
        EventLoop real = join(WireFormat.JSON, "*").eventLoop();
        return (EventLoop) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventLoop.class}, (proxy, method, arguments) -> {
                    if (noMemory && method.getName().equals("execute")) {
                        throw new OutOfMemoryError("only said");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
