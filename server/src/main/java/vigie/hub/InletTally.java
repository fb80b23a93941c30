package vigie.hub;

/**
 * How one source is taken from, counted since the start.
 *
 * @param source the source's id
 * @param readings readings taken
 * @param waits how often it had to wait because the hub was full; what a serial port cannot buffer meanwhile is lost
 * @param waitedMillis how long all in all, milliseconds
 */
public record InletTally(String source, long readings, long waits, long waitedMillis) {}
