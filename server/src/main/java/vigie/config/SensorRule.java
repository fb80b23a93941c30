package vigie.config;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorSettings;

/**
 * What the configuration says of some sensors.
 *
 * @param sensors which
 * @param settings what
 * @param alarm whether leaving the range from minimum to maximum is an alarm; null when that is not said
 */
public record SensorRule(
        SensorGlob sensors,
        SensorSettings settings,
        @Nullable Boolean alarm) {}
