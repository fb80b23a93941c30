package vigie.still.content;

import vigie.sensor.SensorId;

/**
 * A picture or a matrix of a sensor at one time.
 *
 * @param sensor whose it is
 * @param epochMillis when it was taken; no two of a sensor have the same time
 * @param id its number: later ones have higher numbers
 * @param content what is to be seen
 */
public record Still(SensorId sensor, long epochMillis, long id, StillContent content) {}
