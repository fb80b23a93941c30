package vigie.hub;

import java.util.List;
import vigie.sensor.SourceStatus;

/**
 * Everything the hub knows at one place of the stream: what batches after {@code seq} build upon.
 *
 * @param epoch the run this stream belongs to, 8 hexadecimal digits
 * @param seq the last batch that is included
 * @param epochMillis the hub's clock
 * @param sensors all sensors, by index
 * @param sources all sources, in order of configuration
 */
public record HubSnapshot(
        String epoch, long seq, long epochMillis, List<SensorSnapshot> sensors, List<SourceStatus> sources) {
    public HubSnapshot {
        sensors = List.copyOf(sensors);
        sources = List.copyOf(sources);
    }
}
