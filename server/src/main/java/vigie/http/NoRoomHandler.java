package vigie.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.LogThrottle;

/** Answers a connection for which there is no room with 503, whatever it asks, and closes it. */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class NoRoomHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(NoRoomHandler.class);

    private final LogThrottle telling = new LogThrottle();
    private final int limit;
    private final byte[] answer;

    /**
     * @param limit how many connections there may be
     */
    NoRoomHandler(int limit) {
        this.limit = limit;
        String body =
                "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"connections: "
                        + limit + " are open, the limit (expected: fewer; try again later)\"}";
        String head =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Type: application/problem+json\r\n"
                        + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
        answer = (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (telling.isDue()) {
            LOG.warn(
                    "{} connections are open, the limit: others get 503. More are two for each of server.max-sessions",
                    limit);
        }
        ctx.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    /** It went before it had its answer. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
