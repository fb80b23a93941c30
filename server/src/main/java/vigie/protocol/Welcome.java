package vigie.protocol;

import java.util.List;
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
 */
public record Welcome(
        String server,
        String epoch,
        long seq,
        long epochMillis,
        long tickMillis,
        List<SensorReport> sensors,
        List<SourceStatus> sources,
        EventsReport events) {
    public Welcome {
        sensors = List.copyOf(sensors);
        sources = List.copyOf(sources);
    }
}
