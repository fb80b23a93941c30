package vigie.history;

/**
 * How much is kept.
 *
 * @param readings how many
 * @param bytes of the files on disk
 * @param freeBytes of these, those that are used again first: what was dropped, and what is written twice for safety
 */
public record HistorySize(long readings, long bytes, long freeBytes) {}
