package vigie.http.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Sends every message back as it came, fragment by fragment. Reads no faster than the client takes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class EchoHandler extends ChannelInboundHandlerAdapter {
    private final int maxBytes;
    private final InflightShare share;
    private long bytes;

    /**
     * @param maxBytes how long a message may be
     * @param share counts what is on its way back
     */
    public EchoHandler(int maxBytes, InflightShare share) {
        this.maxBytes = maxBytes;
        this.share = share;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws WebSocketRefusedException {
        if (!(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message);
            return;
        }
        int length = frame.content().readableBytes();
        bytes += length;
        if (bytes > maxBytes) {
            frame.release();
            throw new TooLongFrameException("message: too long (expected: at most " + maxBytes + " bytes)");
        }
        if (frame.isFinalFragment()) {
            bytes = 0;
        }
        int held = frame.content().capacity();
        if (!share.take(held)) {
            frame.release();
            throw WebSocketRefusedException.tooMuchInFlight();
        }
        ctx.writeAndFlush(frame).addListener(sent -> share.give(held));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        ctx.fireChannelWritabilityChanged();
    }
}
