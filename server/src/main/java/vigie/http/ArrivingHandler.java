package vigie.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Counts the bytes of a frame that is not whole yet, and ends a connection that has many when there are too many on all of them
 * together: each may send a long message, not all at once. Stands behind the frame decoder, and hears as its cumulator what comes.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class ArrivingHandler extends ChannelInboundHandlerAdapter implements ByteToMessageDecoder.Cumulator {
    /** Who has no more is not to blame: 4 KiB. */
    private static final int FEW = 4096;

    private static final int MASK = 4;
    private static final WebSocketCloseStatus REFUSED =
            new WebSocketCloseStatus(1013, "too much arrives at the moment: try again later, or send shorter messages");

    private final ArrivingBytes all;
    private long arriving;
    private boolean refused;

    ArrivingHandler(ArrivingBytes all) {
        this.all = all;
    }

    @Override
    public ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf before, ByteBuf next) {
        change(next.readableBytes());
        return ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, before, next);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof WebSocketFrame frame) {
            change(-Math.min(arriving, bytesOf(frame)));
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (arriving > FEW && all.tooMany()) {
            refuse(ctx);
        }
        ctx.fireChannelReadComplete();
    }

    /** Nothing of it is understood any more: the decoder goes, and with it what has arrived. */
    private void refuse(ChannelHandlerContext ctx) {
        all.refused();
        refused = true;
        change(-arriving);
        ctx.pipeline().remove(ByteToMessageDecoder.class);
        ctx.pipeline().writeAndFlush(new CloseWebSocketFrame(REFUSED));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        change(-arriving);
    }

    /** As a client sends it (RFC 6455, section 5.2). */
    private static long bytesOf(WebSocketFrame frame) {
        long payload = frame.content().readableBytes();
        int length = payload < 126 ? 0 : payload < 65_536 ? 2 : 8;
        return 2 + length + MASK + payload;
    }

    private void change(long difference) {
        arriving += difference;
        all.change(difference);
    }
}
