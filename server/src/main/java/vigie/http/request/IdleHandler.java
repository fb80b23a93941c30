package vigie.http.request;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import vigie.http.settings.HttpSettings;

/** Closes an HTTP connection on which nothing happens. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class IdleHandler extends IdleStateHandler {
    public IdleHandler(HttpSettings settings) {
        super(0, 0, settings.times().idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        ctx.close();
    }
}
