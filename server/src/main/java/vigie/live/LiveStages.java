package vigie.live;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vigie.hub.Hub;
import vigie.journal.AlarmDesk;
import vigie.journal.EventLog;
import vigie.still.StillHub;

/**
 * The stages before the live feed: what it tells of, and where what clients do goes.
 *
 * @param hub the readings
 * @param events what happens is told from its memory; notes go there
 * @param alarms what clients do about alarms goes there
 * @param stills null when there are none
 * @param clock says when a note was written
 */
public record LiveStages(
        Hub hub,
        EventLog events,
        AlarmDesk alarms,
        @Nullable StillHub stills,
        Clock clock) {
    /** Readings and events alone. */
    public static LiveStages of(Hub hub, EventLog events, Clock clock) {
        return new LiveStages(hub, events, AlarmDesk.withoutAlarms(), null, clock);
    }
}
