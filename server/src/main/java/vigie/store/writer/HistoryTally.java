package vigie.store.writer;

/**
 * What became of the readings since the server started.
 *
 * @param kept readings that are on disk for good
 * @param keptThrough the update up to which every reading is kept, except those that are lost
 * @param waiting readings to be kept; bounded
 * @param lost readings that could not be kept
 * @param commits how often readings were kept together
 * @param failures how often that failed; it is tried again
 */
public record HistoryTally(long kept, long keptThrough, long waiting, long lost, long commits, long failures) {
    /** When nothing is to be kept. */
    public static final HistoryTally NOTHING = new HistoryTally(0, 0, 0, 0, 0, 0);
}
