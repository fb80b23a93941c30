package vigie.store;

/**
 * The readings of one sensor within one stretch of absolute time.
 *
 * @param start epoch milliseconds; a multiple of the buckets' width
 * @param min the lowest
 * @param max the highest
 * @param mean their mean
 * @param count how many, at least one
 */
public record Bucket(long start, double min, double max, double mean, long count) {}
