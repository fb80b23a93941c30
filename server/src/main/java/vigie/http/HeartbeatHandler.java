package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers pings, and pings: whoever sends nothing between one ping and the next is gone. A connection that takes nothing at the
 * moment is not asked, since the question would not reach it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class HeartbeatHandler extends ChannelInboundHandlerAdapter {
    private static final WebSocketCloseStatus NO_ANSWER = new WebSocketCloseStatus(4408, "no answer to pings");

    private final Duration interval;
    private @Nullable Future<?> timer;
    private boolean asked;
    private boolean heard;

    HeartbeatHandler(Duration interval) {
        this.interval = interval;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = ctx.executor()
                .scheduleAtFixedRate(() -> beat(ctx), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        heard = true;
        if (message instanceof PingWebSocketFrame ping) {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content()));
        } else if (message instanceof PongWebSocketFrame pong) {
            pong.release();
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private void beat(ChannelHandlerContext ctx) {
        if (asked && !heard) {
            ctx.writeAndFlush(new CloseWebSocketFrame(NO_ANSWER));
            return;
        }
        heard = false;
        asked = ctx.channel().isWritable();
        if (asked) {
            ctx.writeAndFlush(new PingWebSocketFrame());
        }
    }
}
