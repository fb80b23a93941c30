package vigie.http.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import vigie.live.Closing;

/**
 * Makes whole messages of fragments, and inflates what the client compressed. Counts what a message holds until it is handled. Control
 * frames pass. Reserved bits that mean nothing end the session with 1002, bytes that are not deflate with 1007, too many with 1009.
 *
 * <p>A compressed message is kept compressed until it is whole: an inflater for each that is not would cost more than the message.
 *
 * <p>Owned by the connection's event loop.
 */
public final class MessageAssembler extends ChannelInboundHandlerAdapter {
    private static final int RSV1 = 4;

    private final InflightShare share;
    private final int maxBytes;
    /** The fragments of the message that is not whole yet; null when there is none. */
    private @Nullable CountedBuffer fragments;

    private boolean isText;
    private boolean compressed;
    private boolean closing;

    /**
     * @param share counts what a message holds
     * @param maxBytes how long a message may be, inflated
     */
    public MessageAssembler(InflightShare share, int maxBytes) {
        this.share = share;
        this.maxBytes = maxBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws WebSocketRefusedException {
        if (!(message instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(message);
            return;
        }
        boolean first = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        if (frame.rsv() != 0 && (frame.rsv() != RSV1 || !first)) {
            frame.release();
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.PROTOCOL_ERROR, "reserved bits: " + frame.rsv() + " (expected: 0)");
        }
        if (!first && !(frame instanceof ContinuationWebSocketFrame)) {
            ctx.fireChannelRead(frame);
        } else if (closing) {
            frame.release();
        } else if (first && frame.isFinalFragment() && frame.rsv() == 0) {
            pass(ctx, frame);
        } else {
            take(ctx, frame, first);
        }
    }

    /** It is whole already. */
    private void pass(ChannelHandlerContext ctx, WebSocketFrame frame) throws WebSocketRefusedException {
        int held = frame.content().capacity();
        if (!share.take(held)) {
            frame.release();
            throw WebSocketRefusedException.tooMuchInFlight();
        }
        ctx.fireChannelRead(frame);
        share.give(held);
    }

    private void take(ChannelHandlerContext ctx, WebSocketFrame frame, boolean first) throws WebSocketRefusedException {
        try {
            if (first) {
                forget();
                fragments = new CountedBuffer(ctx.alloc(), share);
                isText = frame instanceof TextWebSocketFrame;
                compressed = frame.rsv() == RSV1;
            }
            CountedBuffer current = fragments;
            if (current == null) {
                return; // The rest of a message that was refused.
            }
            if (frame.content().readableBytes() > maxBytes - current.size()) {
                forget();
                throw new TooLongFrameException("message: more than " + maxBytes + " bytes");
            }
            current.append(frame.content());
        } finally {
            frame.release();
        }
        if (frame.isFinalFragment()) {
            finish(ctx);
        }
    }

    private void finish(ChannelHandlerContext ctx) throws WebSocketRefusedException {
        CountedBuffer current = fragments;
        if (current == null) {
            return;
        }
        fragments = null;
        try {
            if (compressed) {
                inflate(ctx, current);
            } else {
                fire(ctx, current.content());
            }
        } finally {
            current.release();
        }
    }

    private void inflate(ChannelHandlerContext ctx, CountedBuffer message) throws WebSocketRefusedException {
        CountedBuffer inflated = new CountedBuffer(ctx.alloc(), share);
        try {
            MessageInflater.inflate(message.content(), maxBytes, inflated);
            fire(ctx, inflated.content());
        } finally {
            inflated.release();
        }
    }

    private void fire(ChannelHandlerContext ctx, ByteBuf content) {
        ByteBuf whole = content.retain();
        ctx.fireChannelRead(isText ? new TextWebSocketFrame(whole) : new BinaryWebSocketFrame(whole));
    }

    /** After our close frame nothing more is understood. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == Closing.BEGUN) {
            closing = true;
            forget();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        forget();
    }

    private void forget() {
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
    }
}
