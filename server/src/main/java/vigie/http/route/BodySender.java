package vigie.http.route;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.ByteBuffer;

/**
 * Sends a body that is in memory. A long one leaves in pieces, each when the kernel has taken the one before: so one piece waits
 * for a slow client, however long the body is, and no thread waits with it.
 *
 * <p>Owned by the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class BodySender {
    /** {@value} bytes. */
    public static final int PIECE = 32 * 1024;
    /** After so many the other connections of the event loop have their turn: {@value}. */
    private static final int PIECES_AT_ONCE = 16;

    private final ChannelHandlerContext ctx;
    private final ByteBuffer rest;
    private final BodyMemory.Hold hold;
    private final boolean closes;

    /**
     * @param body from position to limit; shared, never written to
     * @param hold is told of progress, and released when the client has the body or is gone
     * @param closes whether the connection ends with this answer
     */
    BodySender(ChannelHandlerContext ctx, ByteBuffer body, BodyMemory.Hold hold, boolean closes) {
        this.ctx = ctx;
        this.rest = body.duplicate();
        this.hold = hold;
        this.closes = closes;
    }

    void send(HttpResponse head) {
        if (rest.remaining() > PIECE) {
            ctx.write(head);
            sendPieces();
        } else {
            finish(ctx.writeAndFlush(new DefaultFullHttpResponse(
                    head.protocolVersion(),
                    head.status(),
                    Unpooled.wrappedBuffer(rest),
                    head.headers(),
                    EmptyHttpHeaders.INSTANCE)));
        }
    }

    private void sendPieces() {
        for (int i = 0; i < PIECES_AT_ONCE; i++) {
            boolean last = rest.remaining() <= PIECE;
            ChannelFuture sent = ctx.writeAndFlush(next(last));
            if (last) {
                finish(sent);
                return;
            }
            if (!sent.isSuccess()) {
                // Also when it is done: then the connection has failed.
                sent.addListener(done -> goOn(done.isSuccess()));
                return;
            }
            hold.progress();
        }
        ctx.executor().execute(this::sendPieces);
    }

    private void goOn(boolean sent) {
        if (sent) {
            hold.progress();
            sendPieces();
        } else {
            hold.release();
            ctx.close();
        }
    }

    private HttpContent next(boolean last) {
        int length = Math.min(PIECE, rest.remaining());
        ByteBuffer piece = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        return last
                ? new DefaultLastHttpContent(Unpooled.wrappedBuffer(piece))
                : new DefaultHttpContent(Unpooled.wrappedBuffer(piece));
    }

    private void finish(ChannelFuture last) {
        last.addListener(done -> hold.release());
        if (closes) {
            Answer.closeGently(last);
        }
    }
}
