package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection with 408 on which a request began and is not complete in time, however steadily its bytes trickle in. The
 * idle limit alone would never end it.
 *
 * <p>Owned by the connection's event loop.
 */
final class RequestDeadlineHandler extends ChannelInboundHandlerAdapter {
    private final Duration limit;
    private @Nullable Future<?> deadline;
    private boolean begun;

    /**
     * @param limit from the first read of a request that does not bring all of it
     */
    RequestDeadlineHandler(Duration limit) {
        this.limit = limit;
    }

    /** A request is complete. On the event loop. */
    void complete() {
        begun = false;
        cancel();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        begun = true;
        ctx.fireChannelRead(bytes);
        if (begun && deadline == null && !ctx.isRemoved()) {
            deadline = ctx.executor().schedule(() -> expire(ctx), limit.toMillis(), TimeUnit.MILLISECONDS);
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

    private void expire(ChannelHandlerContext ctx) {
        Answer.problem(
                        HttpResponseStatus.REQUEST_TIMEOUT,
                        "request: not complete after " + limit.toMillis() + " ms (expected: sooner)")
                .sendAndClose(ctx.pipeline().lastContext());
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
