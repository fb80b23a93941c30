package vigie.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open WebSockets: counted against the limit, and told when the server goes. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class WebSocketSessions {
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    /** One for all channels. */
    private final ChannelFutureListener left = closed -> leave(closed.channel());

    WebSocketSessions(int limit) {
        this.limit = limit;
    }

    /** Takes a place for the life of the channel. */
    boolean admit(Channel channel) {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(left);
        return true;
    }

    /** The handshake is done. On the channel's event loop, as its closing is told there: so none stays that is closed. */
    void opened(Channel channel) {
        if (!channel.closeFuture().isDone()) {
            channels.add(channel);
        }
    }

    int count() {
        return open.get();
    }

    /** Says good-bye to all; they close when the client answered. */
    void goAway(long millis) {
        ChannelGroup leaving = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        leaving.addAll(channels);
        for (Channel channel : leaving) {
            channel.writeAndFlush(
                    new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "server going away"));
        }
        leaving.newCloseFuture().awaitUninterruptibly(millis);
    }

    private void leave(Channel channel) {
        open.decrementAndGet();
        channels.remove(channel);
    }
}
