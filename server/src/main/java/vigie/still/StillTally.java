package vigie.still;

/**
 * What is kept.
 *
 * @param kept how many stills
 * @param bytes how much room they take, in blocks of the disk
 */
public record StillTally(long kept, long bytes) {}
