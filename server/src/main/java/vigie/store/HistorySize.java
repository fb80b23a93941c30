package vigie.store;

/**
 * How much is kept.
 *
 * @param readings how many
 * @param bytes of the files on disk
 * @param freeBytes of these, those that are used again first: what was dropped, and what is written twice for safety
 * @param eventBytes about how many of the bytes are events
 */
public record HistorySize(long readings, long bytes, long freeBytes, long eventBytes) {
    /** Without events. */
    public HistorySize(long readings, long bytes, long freeBytes) {
        this(readings, bytes, freeBytes, 0);
    }
}
