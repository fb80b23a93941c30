package vigie.live;

import io.netty.channel.ChannelHandlerContext;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vigie.live.frame.FrameOutlet;
import vigie.live.still.StillFeed;
import vigie.live.still.StillLane;
import vigie.live.view.View;

/** The stills of one session, as long as it wants some. Owned by the session's event loop. */
final class SessionStills {
    private final ChannelHandlerContext ctx;
    private final FrameOutlet outlet;
    private final BooleanSupplier sessionTakes;
    /** Null when the session did not ask for stills. */
    private @Nullable StillLane lane;

    /**
     * @param sessionTakes whether the session takes something now and no update waits for it
     */
    SessionStills(ChannelHandlerContext ctx, FrameOutlet outlet, BooleanSupplier sessionTakes) {
        this.ctx = ctx;
        this.outlet = outlet;
        this.sessionTakes = sessionTakes;
    }

    /**
     * Begins with the newest of each sensor; who asks for the same again goes on, and gets none of them twice.
     *
     * @param feed null when none are wanted, or there are none
     */
    void show(@Nullable StillFeed feed, View view) {
        if (feed != null && lane != null && lane.shows(view)) {
            return;
        }
        close();
        if (feed != null) {
            lane = feed.join(ctx, outlet, view, sessionTakes);
        }
    }

    /** Something changed that may let the next part go. */
    void wake() {
        if (lane != null) {
            lane.wake();
        }
    }

    /** No more for now. */
    void close() {
        if (lane != null) {
            lane.close();
            lane = null;
        }
    }
}
