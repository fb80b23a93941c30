package vigie.http;

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

    @BeforeEach
    void open() {
        channel.pipeline()
                .addLast(new ReadTurnHandler.Turns().handlerOn(channel.eventLoop()))
                .addLast(new ChannelInboundHandlerAdapter() {
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
        channel.runPendingTasks();
    }

    @AfterEach
    void close() {
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
}
