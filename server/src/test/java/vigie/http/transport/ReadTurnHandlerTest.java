package vigie.http.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every message that reaches the pipeline takes more than a turn. */
class ReadTurnHandlerTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final List<Object> seen = new ArrayList<>();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(ticker).build();
    private final ReadTurnHandler.Turns turns = new ReadTurnHandler.Turns();
    private final List<EmbeddedChannel> others = new ArrayList<>();

    @BeforeEach
    void open() {
        addHandlers(channel);
        channel.runPendingTasks();
    }

    private void addHandlers(EmbeddedChannel to) {
        to.pipeline().addLast(turns.handlerOn(channel.eventLoop())).addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                seen.add(message);
                ticker.advance(ReadTurnHandler.LONGEST_TURN_NANOS + 1, TimeUnit.NANOSECONDS);
            }

            @Override
            public void channelInactive(ChannelHandlerContext ctx) {
                seen.add("inactive");
            }
        });
    }

    /** A connection on the same event loop. */
    private EmbeddedChannel another() {
        EmbeddedChannel other = new EmbeddedChannel();
        others.add(other);
        addHandlers(other);
        return other;
    }

    @AfterEach
    void close() {
        others.forEach(EmbeddedChannel::finishAndReleaseAll);
        channel.finishAndReleaseAll();
    }

    @Test
    void inputAfterTheTurnWaitsUntilTheTasksHaveRun() {
        channel.pipeline().fireChannelRead("first").fireChannelRead("second").fireChannelRead("third");
        channel.eventLoop().execute(() -> seen.add("task"));
        assertThat(seen).containsExactly("first");

        channel.runPendingTasks();
        assertThat(seen).containsExactlyInAnyOrder("first", "task", "second", "third");
        assertThat(seen).containsSubsequence("first", "second", "third");
    }

    @Test
    void inputAfterTheTasksHasATurnOfItsOwn() {
        channel.pipeline().fireChannelRead("first");
        channel.runPendingTasks();
        channel.pipeline().fireChannelRead("second");
        assertThat(seen).containsExactly("first", "second");
    }

    @Test
    void whatWasHeldComesBeforeTheEndOfTheConnection() {
        channel.pipeline().fireChannelRead("first").fireChannelRead("second");
        channel.pipeline().fireChannelInactive();
        assertThat(seen).containsExactly("first", "second", "inactive");
    }

    @Test
    void newConnectionDoesNotWaitForAllThatNeverPause() {
        EmbeddedChannel second = another();
        EmbeddedChannel third = another();
        List.of(channel, second, third).forEach(one -> one.pipeline().fireChannelRead("first of one"));
        channel.runPendingTasks();
        seen.clear();

        channel.pipeline().fireChannelRead("busy");
        second.pipeline().fireChannelRead("busy");
        third.pipeline().fireChannelRead("busy");
        another().pipeline().fireChannelRead("new");
        channel.runPendingTasks();
        assertThat(seen).containsExactly("busy", "new", "busy", "busy");
    }
}
