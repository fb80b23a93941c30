package vigie.http.websocket;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.LogThrottle;

/** Ends a WebSocket on which something went wrong, with the code that says what (RFC 6455, section 7.4.1). */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class WebSocketFailureHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketFailureHandler.class);
    private static final WebSocketCloseStatus OUT_OF_MEMORY =
            new WebSocketCloseStatus(1013, "the server has no memory left: try again later");

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
            case CLIENT_FAULT -> ctx.writeAndFlush(new CloseWebSocketFrame(statusOf(cause)));
            case OUT_OF_MEMORY -> {
                ctx.writeAndFlush(new CloseWebSocketFrame(OUT_OF_MEMORY)).addListener(ChannelFutureListener.CLOSE);
                if (telling.isDue()) {
                    LOG.error(
                            "no memory left for a message of {}: {}",
                            ctx.channel().remoteAddress(),
                            cause.toString());
                }
            }
            case SERVER_FAULT -> {
                ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.INTERNAL_SERVER_ERROR));
                if (telling.isDue()) {
                    LOG.error(
                            "WebSocket of {} failed unexpectedly", ctx.channel().remoteAddress(), cause);
                }
            }
        }
    }

    private static WebSocketCloseStatus statusOf(Throwable cause) {
        if (cause instanceof WebSocketRefusedException refused) {
            return refused.status();
        }
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            return corrupted.closeStatus();
        }
        return cause instanceof TooLongFrameException
                ? WebSocketCloseStatus.MESSAGE_TOO_BIG
                : WebSocketCloseStatus.PROTOCOL_ERROR;
    }
}
