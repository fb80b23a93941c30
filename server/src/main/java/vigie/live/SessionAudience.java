package vigie.live;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import vigie.live.audience.Audience;

/**
 * Which audience a session belongs to, and whether that counts it among those that can take something. Owned by the session's event loop.
 */
final class SessionAudience {
    private final LiveFeed feed;
    private final Channel channel;
    private @Nullable Audience audience;
    private boolean taking;

    SessionAudience(LiveFeed feed, Channel channel) {
        this.feed = feed;
        this.channel = channel;
    }

    /** Null when it belongs to none, before its welcome and after its end. */
    @Nullable
    Audience get() {
        return audience;
    }

    /** It leaves its audience. The next one, if any, it has joined already. Nothing here can fail for want of memory. */
    void change(@Nullable Audience next) {
        Audience before = audience;
        if (before != null) {
            if (taking) {
                before.takes(false);
            }
            feed.leave(before);
        }
        taking = false;
        audience = next;
        writabilityChanged();
    }

    /** Its connection takes something from now on, or takes nothing for now. */
    void writabilityChanged() {
        boolean now = audience != null && channel.isWritable();
        if (audience != null && now != taking) {
            audience.takes(now);
            taking = now;
        }
    }
}
