package vigie.history;

import vigie.sensor.SensorId;

/**
 * What is kept of one sensor.
 *
 * @param sensor which
 * @param first time of its oldest reading, epoch milliseconds
 * @param last time of its newest reading, epoch milliseconds
 * @param count how many readings
 */
public record SensorExtent(SensorId sensor, long first, long last, long count) {}
