package vigie.http.request;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vigie.http.route.Answer;
import vigie.http.websocket.InflightShare;

/**
 * Ends a connection with 408 on which a request began and is not complete in time, however steadily its bytes trickle in: the idle limit
 * alone would never end it. Ends it with 503 when the unfinished requests of all connections hold too much memory.
 *
 * <p>Owned by the connection's event loop.
 */
public final class RequestDeadlineHandler extends ChannelInboundHandlerAdapter {
    /** Few bytes make a header, and its name and value are objects: an upper bound of the memory that each byte costs. */
    private static final int COST = 32;

    private final Duration limit;
    private final InflightShare share;
    /** No more than this is collected of one request; what is longer is refused, or an upload with limits of its own. */
    private final int mostBytes;
    /** Bytes since the last complete request, and how much of the share is taken for them. */
    private int arrived;

    private long counted;
    private @Nullable Future<?> deadline;
    private boolean begun;
    private boolean refused;

    /**
     * @param limit from the first read of a request that does not bring all of it
     * @param share counts what an unfinished request holds
     * @param mostBytes how long a request may be
     */
    public RequestDeadlineHandler(Duration limit, InflightShare share, int mostBytes) {
        this.limit = limit;
        this.share = share;
        this.mostBytes = mostBytes;
    }

    /** A request is complete. On the event loop. */
    void complete() {
        begun = false;
        arrived = 0;
        share.give(counted);
        counted = 0;
        cancel();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        begun = true;
        if (message instanceof ByteBuf bytes) {
            arrived = Math.min(mostBytes, arrived + bytes.readableBytes());
        }
        ctx.fireChannelRead(message);
        if (!begun || ctx.isRemoved()) {
            return;
        }
        if (!count((long) arrived * COST)) {
            refuse(ctx);
        } else if (deadline == null) {
            deadline = ctx.executor().schedule(() -> expire(ctx), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean count(long bytes) {
        if (bytes > counted && !share.take(bytes - counted)) {
            return false;
        }
        counted = Math.max(counted, bytes);
        return true;
    }

    private void refuse(ChannelHandlerContext ctx) {
        refused = true;
        cancel();
        Answer.problem(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "requests: too much arrives at the moment (expected: shorter requests, or try again later)")
                .with(HttpHeaderNames.RETRY_AFTER, "1")
                .sendAndClose(ctx.pipeline().lastContext());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancel();
        share.close();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancel();
        share.close();
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
