package vigie.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.LogThrottle;

/**
 * Stops accepting connections for a moment when that fails, as it does without file descriptors: those that wait would make it fail again
 * at once, and for ever. They stay in the kernel's queue meanwhile.
 */
@Sharable
final class AcceptPauseHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptPauseHandler.class);
    private static final long PAUSE_MILLIS = 500;

    private final LogThrottle telling = new LogThrottle();

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!ctx.channel().config().isAutoRead()) {
            return; // An accept that was under way when the pause began.
        }
        ctx.channel().config().setAutoRead(false);
        var unused = ctx.executor()
                .schedule(() -> ctx.channel().config().setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        if (telling.isDue()) {
            LOG.warn(
                    "no connection can be accepted: {}. The server tries again every {} ms."
                            + " When file descriptors are short, raise their limit (ulimit -n){}",
                    cause.getMessage(),
                    PAUSE_MILLIS,
                    telling.takeHeldBackText());
        }
    }
}
