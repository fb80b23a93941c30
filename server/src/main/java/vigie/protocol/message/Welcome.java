package vigie.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.sensor.SourceStatus;

/**
 * The first message of a session, and the answer to each subscription: everything that updates after {@code seq} build upon.
 *
 * @param server who speaks, such as {@code vigie 0.1.0}
 * @param epoch this run of the server
 * @param seq the last update that is included
 * @param epochMillis the server's clock
 * @param tickMillis the period of updates
 * @param sensors the sensors that the session sees
 * @param sources all sources
 * @param events what the events up to now add up to
 * @param stills the sensors that give stills and that the session sees; null when it did not ask for stills
 */
public record Welcome(
        String server,
        String epoch,
        long seq,
        long epochMillis,
        long tickMillis,
        List<SensorReport> sensors,
        List<SourceStatus> sources,
        EventsReport events,
        @Nullable List<StillReport> stills) {
    public Welcome {
        sensors = List.copyOf(sensors);
        sources = List.copyOf(sources);
        stills = stills == null ? null : List.copyOf(stills);
    }

    /** The same for a session that asked for stills. */
    public Welcome withStills(List<StillReport> reports) {
        return new Welcome(server, epoch, seq, epochMillis, tickMillis, sensors, sources, events, reports);
    }
}
