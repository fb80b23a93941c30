package vigie.history;

/**
 * How much is kept.
 *
 * @param readings how many
 * @param bytes of the files on disk
 * @param freeBytes of these, those that are empty and used again first
 */
public record HistorySize(long readings, long bytes, long freeBytes) {}
