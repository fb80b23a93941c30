package vigie.http.request;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client takes nothing of an answer for too long. What the client sends meanwhile does not count, and neither
 * does the time in which nothing waits for it.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class StalledAnswerHandler extends ChannelDuplexHandler {
    private final long patienceNanos;
    /** Writes that the kernel has not taken yet. */
    private int underWay;

    private long progressNanos;
    private @Nullable Future<?> check;

    /**
     * @param patience how long a client may take nothing
     */
    public StalledAnswerHandler(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (underWay == 0) {
            progressNanos = now(ctx);
        }
        underWay++;
        ctx.write(message, promise.unvoid()).addListener(done -> {
            underWay--;
            progressNanos = now(ctx);
        });
    }

    /** An answer that leaves at once needs no check. */
    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        if (underWay > 0 && check == null && ctx.channel().isActive()) {
            checkAfter(ctx, patienceNanos);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancel();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancel();
    }

    private void checkAfter(ChannelHandlerContext ctx, long nanos) {
        check = ctx.executor().schedule(() -> check(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext ctx) {
        check = null;
        if (underWay == 0) {
            return;
        }
        long left = patienceNanos - (now(ctx) - progressNanos);
        if (left <= 0) {
            ctx.close();
        } else {
            checkAfter(ctx, left);
        }
    }

    private void cancel() {
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }
}
