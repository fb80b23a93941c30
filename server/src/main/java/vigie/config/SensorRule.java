package vigie.config;

import vigie.sensor.SensorGlob;
import vigie.sensor.SensorSettings;

/**
 * What the configuration says of some sensors.
 *
 * @param sensors which
 * @param settings what
 */
public record SensorRule(SensorGlob sensors, SensorSettings settings) {}
