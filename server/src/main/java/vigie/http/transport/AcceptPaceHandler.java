package vigie.http.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.LogThrottle;

/**
 * Accepts connections at the pace at which the event loops can take them. It hands over a few, and the next few when every loop has come
 * round since then. So thousands that come at once cannot fill the loops with handshakes while viewers wait for their updates; an idle
 * loop comes round thousands of times a second.
 *
 * <p>When accepting fails, as it does without file descriptors, it pauses: the connections that wait would make it fail again at
 * once, and for ever. Beyond {@value #MOST_WAITING} connections wait in the kernel's queue.
 *
 * <p>Owned by the acceptor's event loop.
 */
public final class AcceptPaceHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptPaceHandler.class);
    private static final long PAUSE_MILLIS = 500;
    /** How many connections one loop gets in a round. */
    static final int BATCH = 16;

    static final int MOST_WAITING = 1024;
    /** A loop that does not come round keeps nobody out for longer; if it is dead, the watchdog ends the server. */
    static final long LONGEST_ROUND_MILLIS = 1000;

    private final EventExecutorGroup loops;
    private final int batch;
    private final Queue<Channel> waiting = new ArrayDeque<>();
    private final LogThrottle telling = new LogThrottle();
    private long round;
    private boolean roundOpen;
    private int handedOver;
    private int loopsToCome;
    private @Nullable Future<?> longestRound;
    private boolean failing;

    /**
     * @param loops take the connections
     */
    public AcceptPaceHandler(EventExecutorGroup loops) {
        this.loops = loops;
        int count = 0;
        for (EventExecutor ignored : loops) {
            count++;
        }
        this.batch = count * BATCH;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        waiting.add((Channel) accepted);
        handOver(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(channel -> channel.unsafe().closeForcibly());
        waiting.clear();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (failing) {
            return; // An accept that was under way when the pause began.
        }
        failing = true;
        acceptOrNot(ctx);
        var unused = ctx.executor()
                .schedule(
                        () -> {
                            failing = false;
                            acceptOrNot(ctx);
                        },
                        PAUSE_MILLIS,
                        TimeUnit.MILLISECONDS);
        if (telling.isDue()) {
            LOG.warn(
                    "no connection can be accepted: {}. The server tries again every {} ms."
                            + " When file descriptors are short, raise their limit (ulimit -n){}",
                    cause.getMessage(),
                    PAUSE_MILLIS,
                    telling.takeHeldBackText());
        }
    }

    private void handOver(ChannelHandlerContext ctx) {
        while (handedOver < batch && !waiting.isEmpty()) {
            handedOver++;
            ctx.fireChannelRead(waiting.remove());
        }
        if (handedOver > 0 && !roundOpen) {
            openRound(ctx);
        }
        acceptOrNot(ctx);
    }

    private void openRound(ChannelHandlerContext ctx) {
        long opened = ++round;
        roundOpen = true;
        loopsToCome = 0;
        for (EventExecutor loop : loops) {
            loopsToCome++;
            askToComeRound(ctx, loop, opened);
        }
        longestRound = ctx.executor().schedule(() -> close(ctx, opened), LONGEST_ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void askToComeRound(ChannelHandlerContext ctx, EventExecutor loop, long opened) {
        try {
            loop.execute(() -> ctx.executor().execute(() -> cameRound(ctx, opened)));
        } catch (RejectedExecutionException e) {
            loopsToCome--; // It has ended.
        }
    }

    private void cameRound(ChannelHandlerContext ctx, long opened) {
        if (opened == round && --loopsToCome <= 0) {
            close(ctx, opened);
        }
    }

    private void close(ChannelHandlerContext ctx, long opened) {
        if (opened == round && roundOpen) {
            roundOpen = false;
            if (longestRound != null) {
                longestRound.cancel(false);
            }
            handedOver = 0;
            handOver(ctx);
        }
    }

    private void acceptOrNot(ChannelHandlerContext ctx) {
        boolean accept = !failing && waiting.size() < MOST_WAITING;
        if (ctx.channel().config().isAutoRead() != accept) {
            ctx.channel().config().setAutoRead(accept);
        }
    }
}
