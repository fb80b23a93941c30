package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Closes an HTTP connection on which nothing happens. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class IdleHandler extends IdleStateHandler {
    IdleHandler(HttpSettings settings) {
        super(0, 0, settings.times().idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        ctx.close();
    }
}
