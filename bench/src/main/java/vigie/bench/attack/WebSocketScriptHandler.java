package vigie.bench.attack;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/** Runs the script of a WebSocket, and counts how it opened and ended. Owned by its event loop. */
final class WebSocketScriptHandler extends ChannelInboundHandlerAdapter {
    private final SocketScript script;
    private final AttackCounts counts;

    WebSocketScriptHandler(SocketScript script, AttackCounts counts) {
        this.script = script;
        this.counts = counts;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            counts.count("opened");
            script.opened(ctx.channel());
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof CloseWebSocketFrame close) {
                counts.count("closed " + close.statusCode());
            } else if (message instanceof WebSocketFrame frame) {
                script.received(ctx.channel(), frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        counts.count("ended");
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        counts.count(
                cause instanceof WebSocketClientHandshakeException refusal && refusal.response() != null
                        ? "refused " + refusal.response().status().code()
                        : "reset");
        var unused = ctx.close();
    }
}
