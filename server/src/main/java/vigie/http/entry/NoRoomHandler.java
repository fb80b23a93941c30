package vigie.http.entry;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Answers a connection for which there is no room with 503, whatever it asks, and closes it. Owned by its event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class NoRoomHandler extends ChannelInboundHandlerAdapter {
    /**
     * How long a request may come after its answer. Closing with input unread resets the connection, and the answer may be lost with it; but
     * each connection that waits costs a file descriptor.
     */
    private static final long LINGER_MILLIS = 200;

    private final RefusalHandler refusals;
    private final String why;
    private final byte[] answer;
    private boolean answered;
    private boolean heard;

    /**
     * @param refusals counts it
     * @param why what the client is told
     */
    public NoRoomHandler(RefusalHandler refusals, String why) {
        this.refusals = refusals;
        this.why = why;
        String body = "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"" + why
                + "\"}";
        String head =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Type: application/problem+json\r\n"
                        + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
        answer = (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        refusals.count(ctx, 503, why);
        ctx.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(sent -> {
            answered = true;
            if (heard || !sent.isSuccess()) {
                ctx.close();
            } else {
                ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        heard = true;
        if (answered) {
            ctx.close();
        }
    }

    /** It went before it had its answer. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
