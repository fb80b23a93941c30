package vigie.http.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts the memory of a frame that is not whole yet, and refuses more before it is taken: 1013. Closes a connection with 1008 whose
 * message is not finished in time. Stands behind the frame decoder, and is its cumulator.
 *
 * <p>Owned by the connection's event loop.
 */
public final class InflightHandler extends ChannelInboundHandlerAdapter implements ByteToMessageDecoder.Cumulator {
    private static final int MASK = 4;

    private final InflightShare share;
    private final Duration limit;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> deadline;
    /** Bytes that arrived and belong to no frame yet. */
    private long arrived;
    /** How large the decoder's buffer was when it last got bytes. */
    private int capacity;
    /** How much of the share is taken for that buffer. */
    private long counted;
    /** Whether a message has begun whose last fragment is missing. */
    private boolean fragmented;

    private boolean refused;

    /**
     * @param limit how long a message may take from its first byte to its last
     */
    public InflightHandler(InflightShare share, Duration limit) {
        this.share = share;
        this.limit = limit;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancel();
        share.close();
    }

    @Override
    public ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf before, ByteBuf next) {
        int length = next.readableBytes();
        if (!before.isReadable()) {
            count(0);
        }
        if (refused || !makeRoom(allocator, before, length)) {
            before.release();
            next.release();
            return Unpooled.EMPTY_BUFFER;
        }
        arrived += length;
        ByteBuf all = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, before, next);
        capacity = all.capacity();
        if (counted > 0) {
            count(capacity);
        }
        return all;
    }

    /** A buffer that grows is there twice for a moment. */
    private boolean makeRoom(ByteBufAllocator allocator, ByteBuf before, int length) {
        if (!before.isReadable() || length <= before.writableBytes()) {
            return true;
        }
        int grown = allocator.calculateNewCapacity(before.writerIndex() + length, Integer.MAX_VALUE);
        if (count(counted + grown)) {
            return true;
        }
        refuse(WebSocketRefusedException.tooMuchInFlight());
        return false;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof WebSocketFrame frame) {
            arrived -= Math.min(arrived, bytesOf(frame));
            if (frame instanceof TextWebSocketFrame
                    || frame instanceof BinaryWebSocketFrame
                    || frame instanceof ContinuationWebSocketFrame) {
                fragmented = !frame.isFinalFragment();
                if (!fragmented) {
                    cancel();
                }
            }
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!refused) {
            if (!count(arrived > 0 ? capacity : 0)) {
                refuse(WebSocketRefusedException.tooMuchInFlight());
            } else if (arrived > 0 || fragmented) {
                start(ctx);
            } else {
                cancel();
            }
        }
        ctx.fireChannelReadComplete();
    }

    /** Counts this much for the decoder's buffer, if the budget allows it. */
    private boolean count(long bytes) {
        if (bytes > counted && !share.take(bytes - counted)) {
            return false;
        }
        share.give(Math.max(0, counted - bytes));
        counted = bytes;
        return true;
    }

    private void start(ChannelHandlerContext ctx) {
        if (deadline == null) {
            deadline = ctx.executor()
                    .schedule(
                            () -> refuse(WebSocketRefusedException.tooSlow(limit)),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Nothing more is understood: the decoder goes, and with it what has arrived. It may be at work now, so it goes afterwards. */
    private void refuse(WebSocketRefusedException why) {
        ChannelHandlerContext ctx = context;
        if (refused || ctx == null) {
            return;
        }
        refused = true;
        cancel();
        count(0);
        ctx.executor().execute(() -> {
            if (ctx.pipeline().get(ByteToMessageDecoder.class) != null) {
                ctx.pipeline().remove(ByteToMessageDecoder.class);
            }
        });
        ctx.fireExceptionCaught(why);
    }

    /** As a client sends it (RFC 6455, section 5.2). */
    private static long bytesOf(WebSocketFrame frame) {
        long payload = frame.content().readableBytes();
        int length = payload < 126 ? 0 : payload < 65_536 ? 2 : 8;
        return 2 + length + MASK + payload;
    }
}
