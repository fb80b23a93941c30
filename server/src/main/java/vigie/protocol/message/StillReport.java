package vigie.protocol.message;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorInfo;

/**
 * A sensor that gives stills, as a welcome tells of it.
 *
 * @param info what is known of it besides
 * @param lastMillis when its newest still was taken; 0 when there was none yet
 * @param media the media type of that
 */
public record StillReport(
        SensorInfo info, long lastMillis, @Nullable String media) {}
