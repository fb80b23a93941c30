package vigie.live;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.hub.Past;
import vigie.live.audience.Audience;
import vigie.live.frame.FrameOutlet;
import vigie.protocol.message.StillReport;

/** Makes the welcome of one session, or takes one that others share, and sends it. Owned by the session's event loop. */
final class SessionWelcome {
    private final LiveFeed feed;
    private final LoopGroup group;
    private final FrameOutlet outlet;

    SessionWelcome(LiveFeed feed, LoopGroup group, FrameOutlet outlet) {
        this.feed = feed;
        this.group = group;
        this.outlet = outlet;
    }

    /**
     * The welcome to an audience that the session has joined.
     *
     * @param past what it missed, if it asked for that
     * @return null when there is no room for one
     */
    Welcomes.@Nullable Made of(LiveRequest request, Audience audience, @Nullable Past past) {
        List<StillReport> stills = request.stills() ? feed.stillReports(audience.view()) : null;
        return welcomes().of(audience, stills, feed.presence().told(), past == null ? null : past.now());
    }

    /**
     * Sends it.
     *
     * @param eventsFrom see {@link vigie.protocol.message.EventsReport#from}
     */
    void send(Welcomes.Made welcome, Audience audience, @Nullable Long ref, @Nullable Long eventsFrom) {
        Welcomes.Own own = welcomes().own(welcome, audience, ref, eventsFrom);
        if (own == null) {
            outlet.write(welcome.frames());
            return;
        }
        try {
            outlet.write(own.frames());
        } finally {
            own.frames().release();
        }
        if (own.shared() > 0) {
            ByteBuf all = welcome.frames();
            outlet.write(all.slice(all.writerIndex() - own.shared(), own.shared()));
        }
    }

    private Welcomes welcomes() {
        return group.welcomes(feed.settings().tick());
    }
}
