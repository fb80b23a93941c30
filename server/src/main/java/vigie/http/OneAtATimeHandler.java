package vigie.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Holds the next request back until the one before is answered, so that answers leave in the order of their requests. Behind
 * an answer that ends the connection no request is passed on any more.
 *
 * <p>Reading goes on meanwhile, and stops only when a client in fact sends a second request ahead: so what waits is at most
 * what one read brought, and who asks one by one never has their reading switched off and on.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class OneAtATimeHandler extends ChannelDuplexHandler {
    private final RequestDeadlineHandler deadline;
    private final Queue<Object> waiting = new ArrayDeque<>(2);
    private boolean answering;
    private boolean ending;
    private boolean passing;

    /**
     * @param deadline is told of complete requests
     */
    OneAtATimeHandler(RequestDeadlineHandler deadline) {
        this.deadline = deadline;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object request) {
        deadline.complete();
        waiting.add(request);
        passOn(ctx);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            ending |= !HttpUtil.isKeepAlive(response);
        }
        if (message instanceof LastHttpContent) {
            answering = false;
        }
        ctx.write(message, promise);
        passOn(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        discard();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        discard();
        ctx.channel().config().setAutoRead(true);
    }

    /** An answer given at once comes back here while its request is still being passed on: the loop goes on with the next. */
    private void passOn(ChannelHandlerContext ctx) {
        if (passing) {
            return;
        }
        passing = true;
        try {
            while (!answering && !ending && !waiting.isEmpty()) {
                answering = true;
                ctx.fireChannelRead(waiting.remove());
            }
        } finally {
            passing = false;
        }
        if (ending) {
            discard();
        }
        ctx.channel().config().setAutoRead(waiting.isEmpty());
    }

    private void discard() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
