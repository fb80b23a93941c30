package vigie.live;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vigie.protocol.StillReport;
import vigie.sensor.SensorId;
import vigie.still.Still;
import vigie.still.StillHub;
import vigie.still.StillSensor;
import vigie.still.StillSubscriber;

/**
 * The stills' subscriber that serves browsers: hands each to the event loops, whose sessions send it on at their own pace
 * ({@link StillLane}). Thread-safe.
 */
final class StillFeed implements StillSubscriber {
    private final StillHub hub;
    private final LiveCounters counters;
    private final Map<EventLoop, StillLoop> loops = new ConcurrentHashMap<>();

    StillFeed(StillHub hub, LiveCounters counters) {
        this.hub = hub;
        this.counters = counters;
    }

    @Override
    public void still(Still still) {
        loops.values().forEach(loop -> loop.arrived(still));
    }

    /** The sessions of an event loop. On it. */
    StillLoop loop(EventLoop loop) {
        return loops.computeIfAbsent(loop, owner -> new StillLoop(owner, counters));
    }

    /** The sensors of a view that give stills. */
    List<StillReport> reports(View view) {
        return reports(hub, view);
    }

    /** The newest still of each sensor of a view. */
    List<Still> newest(View view) {
        List<Still> stills = new ArrayList<>();
        for (StillSensor sensor : hub.sensors()) {
            Still newest = sensor.newest();
            if (newest != null && view.covers(sensor.id())) {
                stills.add(newest);
            }
        }
        return stills;
    }

    static List<StillReport> reports(StillHub hub, View view) {
        return hub.sensors().stream()
                .filter(sensor -> view.covers(sensor.id()))
                .map(StillFeed::report)
                .toList();
    }

    private static StillReport report(StillSensor sensor) {
        SensorId id = sensor.id();
        Still newest = sensor.newest();
        return newest == null
                ? new StillReport(id, sensor.name(), 0, null)
                : new StillReport(
                        id,
                        sensor.name(),
                        newest.epochMillis(),
                        newest.content().type().media());
    }
}
