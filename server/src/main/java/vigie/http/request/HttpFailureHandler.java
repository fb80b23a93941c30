package vigie.http.request;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.http.route.Answer;
import vigie.http.websocket.FailureKind;
import vigie.work.LogThrottle;

/**
 * Ends an HTTP connection on which something went wrong, and tells the client: 400 its own fault, 503 no memory, 500 ours. The answers
 * are made in advance, since there may be no memory left to make one.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class HttpFailureHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFailureHandler.class);

    private final Answer clientFault = Answer.problem(HttpResponseStatus.BAD_REQUEST, "request: not HTTP/1.1");
    private final Answer outOfMemory = Answer.problem(
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "memory: the server has none left for this (expected: try again later)")
            .with(HttpHeaderNames.RETRY_AFTER, "10");
    private final Answer serverFault =
            Answer.problem(HttpResponseStatus.INTERNAL_SERVER_ERROR, "this is our fault; the server's log says more");

    private final LogThrottle telling = new LogThrottle();

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        try {
            end(ctx, cause);
        } catch (OutOfMemoryError e) {
            ctx.close();
        }
    }

    private void end(ChannelHandlerContext ctx, Throwable cause) {
        switch (FailureKind.of(cause)) {
            case CLIENT_GONE -> ctx.close();
            case CLIENT_FAULT -> clientFault.sendAndClose(ctx);
            case OUT_OF_MEMORY -> {
                outOfMemory.sendAndClose(ctx);
                ctx.channel().config().setAutoRead(false);
                if (telling.isDue()) {
                    LOG.error(
                            "no memory left for a request of {}: {}",
                            ctx.channel().remoteAddress(),
                            cause.toString());
                }
            }
            case SERVER_FAULT -> {
                serverFault.sendAndClose(ctx);
                if (telling.isDue()) {
                    LOG.error("request of {} failed unexpectedly", ctx.channel().remoteAddress(), cause);
                }
            }
        }
    }
}
