package vigie.protocol;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * A sensor that gives stills, as a welcome tells of it.
 *
 * @param name what people call it
 * @param lastMillis when its newest still was taken; 0 when there was none yet
 * @param media the media type of that
 */
public record StillReport(
        SensorId sensor,
        String name,
        long lastMillis,
        @Nullable String media) {}
