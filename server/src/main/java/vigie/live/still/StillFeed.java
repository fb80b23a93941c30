package vigie.live.still;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import vigie.live.frame.FrameOutlet;
import vigie.live.limits.FrameBudget;
import vigie.live.limits.LiveCounters;
import vigie.live.view.View;
import vigie.protocol.message.StillReport;
import vigie.still.StillHub;
import vigie.still.StillSensor;
import vigie.still.content.Still;

/** Hands each still to the event loops, whose sessions send it on at their own pace ({@link StillLane}). Thread-safe. */
public final class StillFeed {
    private final StillHub hub;
    private final LiveCounters counters;
    private final FrameBudget budget;
    private final Map<EventLoop, StillLoop> loops = new ConcurrentHashMap<>();

    public StillFeed(StillHub hub, LiveCounters counters, FrameBudget budget) {
        this.hub = hub;
        this.counters = counters;
        this.budget = budget;
    }

    /** A still came. From any thread. */
    public void still(Still still) {
        loops.values().forEach(loop -> loop.arrived(still));
    }

    /**
     * A session wants stills: begins with the newest of each sensor. On its event loop.
     *
     * @param sessionTakes whether the session takes something now and no update waits for it
     */
    public StillLane join(ChannelHandlerContext ctx, FrameOutlet outlet, View view, BooleanSupplier sessionTakes) {
        StillLoop loop =
                loops.computeIfAbsent(ctx.channel().eventLoop(), owner -> new StillLoop(owner, counters, budget));
        StillLane lane = new StillLane(ctx, outlet, loop, view, sessionTakes);
        loop.add(lane);
        for (StillSensor sensor : hub.sensors()) {
            Still newest = sensor.newest();
            if (newest != null) {
                lane.offer(newest, 0);
            }
        }
        return lane;
    }

    /** The sensors of a view that give stills. */
    public List<StillReport> reports(View view) {
        return hub.sensors().stream()
                .filter(sensor -> view.covers(sensor.info().id()))
                .map(StillFeed::report)
                .toList();
    }

    private static StillReport report(StillSensor sensor) {
        Still newest = sensor.newest();
        return newest == null
                ? new StillReport(sensor.info(), 0, null)
                : new StillReport(
                        sensor.info(),
                        newest.epochMillis(),
                        newest.content().type().media());
    }
}
