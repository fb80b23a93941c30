package vigie.still;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorInfo;
import vigie.still.content.Still;

/**
 * A sensor that gives stills.
 *
 * @param info what is known of it besides
 * @param newest its newest still of which is known; null when there was none yet
 */
public record StillSensor(SensorInfo info, @Nullable Still newest) {}
