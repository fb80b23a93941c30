package vigie.still;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * A sensor that gives stills.
 *
 * @param name what people call it
 * @param newest its newest still of which is known; null when there was none yet
 */
public record StillSensor(
        SensorId id, String name, @Nullable Still newest) {}
