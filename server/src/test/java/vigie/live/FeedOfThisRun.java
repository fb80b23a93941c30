package vigie.live;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vigie.hub.Hub;
import vigie.journal.AlarmDesk;
import vigie.journal.EventLog;
import vigie.live.limits.LiveSettings;
import vigie.still.StillHub;

/** A live feed that has subscribed to a hub; its events are its own, and not kept. */
public final class FeedOfThisRun implements AutoCloseable {
    public final LiveFeed feed;
    private final EventLog events = EventLog.ofThisRun(Clock.systemUTC());

    public FeedOfThisRun(Hub hub, LiveSettings settings) {
        this(hub, settings, null);
    }

    public FeedOfThisRun(Hub hub, LiveSettings settings, @Nullable StillHub stills) {
        feed = new LiveFeed(
                new LiveStages(hub, events, AlarmDesk.withoutAlarms(), stills, Clock.systemUTC()), settings);
        hub.subscribe(feed);
        if (stills != null) {
            stills.subscribe(feed);
        }
        events.subscribe(feed);
        events.start();
    }

    /** When the hub is closed and the event loops have ended. */
    @Override
    public void close() {
        events.close();
        feed.close();
    }
}
