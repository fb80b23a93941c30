package vigie.hub;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * A sensor that an earlier run heard.
 *
 * @param id which
 * @param name what it was called
 * @param unit the unit of its values, if it was known
 * @param lastMillis time of its newest reading, epoch milliseconds
 * @param lastValue the value of that
 */
public record EarlierSensor(
        SensorId id, String name, @Nullable String unit, long lastMillis, double lastValue) {}
