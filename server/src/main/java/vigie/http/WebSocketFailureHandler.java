package vigie.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a WebSocket on which something went wrong, with the code that says what (RFC 6455, section 7.4.1). */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class WebSocketFailureHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketFailureHandler.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            ctx.close();
            return;
        }
        WebSocketCloseStatus status = statusOf(cause);
        if (status.equals(WebSocketCloseStatus.INTERNAL_SERVER_ERROR)) {
            LOG.error("WebSocket of {} failed unexpectedly", ctx.channel().remoteAddress(), cause);
        }
        ctx.writeAndFlush(new CloseWebSocketFrame(status));
    }

    private static WebSocketCloseStatus statusOf(Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            return corrupted.closeStatus();
        }
        if (cause instanceof TooLongFrameException) {
            return WebSocketCloseStatus.MESSAGE_TOO_BIG;
        }
        return cause instanceof CorruptedFrameException
                ? WebSocketCloseStatus.PROTOCOL_ERROR
                : WebSocketCloseStatus.INTERNAL_SERVER_ERROR;
    }
}
