package vigie.http;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** The open WebSockets: counted against the limit, and told when the server goes. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class WebSocketSessions {
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    WebSocketSessions(int limit) {
        this.limit = limit;
    }

    /** Takes a place for the life of the channel. */
    boolean admit(Channel channel) {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        return true;
    }

    /** The handshake is done. */
    void opened(Channel channel) {
        channels.add(channel);
    }

    int count() {
        return open.get();
    }

    /** Says good-bye to all; they close when the client answered. */
    void goAway(long millis) {
        for (Channel channel : channels) {
            channel.writeAndFlush(
                    new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "server going away"));
        }
        channels.newCloseFuture().awaitUninterruptibly(millis);
    }
}
