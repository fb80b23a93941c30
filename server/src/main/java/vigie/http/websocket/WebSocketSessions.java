package vigie.http.websocket;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vigie.http.admission.Admission;
import vigie.http.admission.ClientAddress;
import vigie.http.entry.ConnectionAddress;

/** The open WebSockets: counted against the limit, and told when the server goes. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class WebSocketSessions {
    private final int limit;
    private final Admission admission;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition noneOpen = lock.newCondition();
    private volatile boolean goingAway;

    /**
     * @param limit how many there may be
     * @param admission how many of them one address may have
     */
    public WebSocketSessions(int limit, Admission admission) {
        this.limit = limit;
        this.admission = admission;
    }

    /** Takes a place for the life of the channel. Returns why not, or null. */
    @Nullable
    public String admit(Channel channel) {
        if (goingAway) {
            return "sessions: the server goes away (expected: try again later)";
        }
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            return "sessions: " + limit + " are open, the limit (expected: fewer; try again later)";
        }
        ClientAddress client = ConnectionAddress.of(channel);
        String refusal = admission.admitSession(client);
        if (refusal != null) {
            open.decrementAndGet();
            return refusal;
        }
        channel.closeFuture().addListener(closed -> leave(channel, client));
        return null;
    }

    /** The handshake is done. On the channel's event loop, as its closing is told there: so none stays that is closed. */
    public void opened(Channel channel) {
        if (!channel.closeFuture().isDone()) {
            channels.add(channel);
            if (goingAway) {
                sayGoodbye(channel);
            }
        }
    }

    public int count() {
        return open.get();
    }

    /** Says good-bye to all, also to those whose handshake is on its way; they close when the client answered. */
    public void goAway(Duration patience) {
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

    private void leave(Channel channel, ClientAddress client) {
        channels.remove(channel);
        admission.sessionClosed(client);
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
