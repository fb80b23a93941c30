package vigie.http.websocket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import vigie.http.entry.RefusalHandler;
import vigie.live.Closing;

/**
 * The closing handshake (RFC 6455, section 7): after our close frame nothing is sent and what comes is ignored; the connection
 * ends when the client answers, or soon after. A close frame of the client is answered. Sessions write some frames past this
 * handler, so they are told, too.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class CloseHandler extends ChannelDuplexHandler {
    private static final long PATIENCE_MILLIS = 1500;

    private final RefusalHandler refusals;
    private boolean closing;

    /**
     * @param refusals counts our close frames
     */
    public CloseHandler(RefusalHandler refusals) {
        this.refusals = refusals;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (closing) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            return;
        }
        if (message instanceof CloseWebSocketFrame close) {
            refusals.count(ctx, close);
            begin(ctx);
            var unused = ctx.executor().schedule(() -> ctx.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
        ctx.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof CloseWebSocketFrame close) {
            answer(ctx, close);
        } else if (closing) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext ctx) {
        closing = true;
        ctx.pipeline().fireUserEventTriggered(Closing.BEGUN);
    }

    private void answer(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
        if (closing) {
            close.release();
            ctx.close();
            return;
        }
        begin(ctx);
        ctx.writeAndFlush(close).addListener(sent -> ctx.close());
    }
}
