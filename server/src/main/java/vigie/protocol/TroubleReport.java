package vigie.protocol;

import vigie.sensor.Trouble;

/**
 * A trouble as events and welcomes tell of it.
 *
 * @param event the number of the event that told of it
 * @param trouble what is wrong or was
 */
public record TroubleReport(long event, Trouble trouble) {}
