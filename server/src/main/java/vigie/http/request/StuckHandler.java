package vigie.http.request;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a connection that takes nothing of what waits for it. A close frame would not reach it. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class StuckHandler extends IdleStateHandler {
    /**
     * @param patience how long it may take nothing
     */
    public StuckHandler(Duration patience) {
        super(true, 0, patience.toMillis(), 0, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        if (!ctx.channel().isWritable()) {
            ctx.close();
        }
    }
}
