package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends an HTTP connection on which something went wrong. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class HttpFailureHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFailureHandler.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            ctx.close();
            return;
        }
        LOG.error("request of {} failed unexpectedly", ctx.channel().remoteAddress(), cause);
        Answer.problem(HttpResponseStatus.INTERNAL_SERVER_ERROR, "this is our fault; the server's log says more")
                .sendAndClose(ctx);
    }
}
