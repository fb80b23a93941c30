package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Sends every message back as it came, fragment by fragment. Reads no faster than the client takes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class EchoHandler extends ChannelInboundHandlerAdapter {
    private final int maxBytes;
    private long bytes;

    EchoHandler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message);
            return;
        }
        bytes += frame.content().readableBytes();
        if (bytes > maxBytes) {
            frame.release();
            throw new TooLongFrameException("message: too long (expected: at most " + maxBytes + " bytes)");
        }
        if (frame.isFinalFragment()) {
            bytes = 0;
        }
        ctx.writeAndFlush(frame);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        ctx.fireChannelWritabilityChanged();
    }
}
