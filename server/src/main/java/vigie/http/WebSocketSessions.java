package vigie.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The open WebSockets: counted against the limit, and told when the server goes. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class WebSocketSessions {
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    /** One for all channels. */
    private final ChannelFutureListener left = closed -> leave(closed.channel());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition noneOpen = lock.newCondition();
    private volatile boolean goingAway;

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
            if (goingAway) {
                sayGoodbye(channel);
            }
        }
    }

    int count() {
        return open.get();
    }

    /** Says good-bye to all, also to those whose handshake is on its way; they close when the client answered. */
    void goAway(Duration patience) {
        goingAway = true;
        channels.forEach(WebSocketSessions::sayGoodbye);
        long left = patience.toNanos();
        lock.lock();
        try {
            while (open.get() > 0 && left > 0) {
                left = noneOpen.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private static void sayGoodbye(Channel channel) {
        channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "server going away"));
    }

    private void leave(Channel channel) {
        channels.remove(channel);
        if (open.decrementAndGet() > 0) {
            return;
        }
        lock.lock();
        try {
            noneOpen.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
