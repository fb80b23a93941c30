package vigie.http.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Answers pings, and pings: whoever sends nothing between one ping and the next is gone. A connection that takes nothing at the
 * moment is not asked, since the question would not reach it; nor do answers to its pings pile up: it gets that to the last one
 * (RFC 6455, section 5.5.3) when it takes something again.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class HeartbeatHandler extends ChannelInboundHandlerAdapter implements Heartbeats.Heart {
    private static final WebSocketCloseStatus NO_ANSWER = new WebSocketCloseStatus(4408, "no answer to pings");

    private final Heartbeats heartbeats;
    /** Null when not in a pipeline, so that a connection that is gone is not held until its next heartbeat. */
    private @Nullable ChannelHandlerContext context;

    /** Came while the connection takes nothing. */
    private @Nullable PingWebSocketFrame unanswered;

    private boolean asked;
    private boolean heard;

    /**
     * @param heartbeats those of the connection's event loop
     */
    public HeartbeatHandler(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        heartbeats.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        context = null;
        forgetPing();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        heard = true;
        if (message instanceof PingWebSocketFrame ping) {
            forgetPing();
            unanswered = ping;
            answerPing(ctx);
        } else if (message instanceof PongWebSocketFrame pong) {
            pong.release();
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        answerPing(ctx);
        ctx.fireChannelWritabilityChanged();
    }

    private void answerPing(ChannelHandlerContext ctx) {
        PingWebSocketFrame ping = unanswered;
        if (ping != null && ctx.channel().isWritable()) {
            unanswered = null;
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content()));
        }
    }

    private void forgetPing() {
        if (unanswered != null) {
            unanswered.release();
            unanswered = null;
        }
    }

    @Override
    public boolean beat() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return false;
        }
        if (asked && !heard) {
            // From the end of the pipeline: the handler of the closing handshake stands behind this one.
            ctx.pipeline().writeAndFlush(new CloseWebSocketFrame(NO_ANSWER));
            return true;
        }
        heard = false;
        asked = ctx.channel().isWritable();
        if (asked) {
            ctx.writeAndFlush(new PingWebSocketFrame());
        }
        return true;
    }
}
