package vigie.http.request;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Holds the next request back until the kernel has taken the whole answer to the one before. So answers leave in the order of their
 * requests, and a client that sends requests ahead and reads nothing has one answer waiting for it, not thousands. Behind an answer
 * that ends the connection no request is passed on any more.
 *
 * <p>Reading goes on meanwhile, and stops only when a client in fact sends a second request ahead: so what waits is at most
 * what one read brought, and a client that asks one by one never has its reading switched off and on.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class OneAtATimeHandler extends ChannelDuplexHandler {
    private final RequestDeadlineHandler deadline;
    /** Requests, or parts of them, in the order in which they came. */
    private final Queue<Object> waiting = new ArrayDeque<>(4);

    private boolean answering;
    private boolean informing;
    private boolean ending;
    private boolean passing;

    /**
     * @param deadline is told of complete requests
     */
    public OneAtATimeHandler(RequestDeadlineHandler deadline) {
        this.deadline = deadline;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) {
        if (part instanceof LastHttpContent) {
            deadline.complete();
        }
        waiting.add(part);
        passOn(ctx);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            informing = response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
            ending |= !informing && endsHttp(response);
        }
        if (message instanceof LastHttpContent && !informing) {
            ctx.write(message, promise.unvoid()).addListener(done -> sent(ctx, done.isSuccess()));
        } else {
            ctx.write(message, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ending = true;
        discard();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ending = true;
        discard();
        ctx.channel().config().setAutoRead(true);
    }

    /** Nothing that comes behind such an answer is a request. */
    private static boolean endsHttp(HttpResponse response) {
        return response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS) || !HttpUtil.isKeepAlive(response);
    }

    private void sent(ChannelHandlerContext ctx, boolean successfully) {
        answering = false;
        ending |= !successfully;
        if (!ctx.isRemoved()) {
            passOn(ctx);
        }
    }

    /** An answer given at once comes back here while its request is still being passed on: the loop goes on with the next. */
    private void passOn(ChannelHandlerContext ctx) {
        if (passing) {
            return;
        }
        passing = true;
        try {
            while (!ending && mayPass()) {
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

    /** The parts of a request follow its head; the head of the next waits for the answer. */
    private boolean mayPass() {
        Object next = waiting.peek();
        if (!(next instanceof HttpRequest)) {
            return next != null;
        }
        boolean free = !answering;
        answering = true;
        return free;
    }

    private void discard() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
