package vigie.journal;

/**
 * What became of the events since the server started.
 *
 * @param last the number of the last one, of all runs
 * @param kept events that are on disk for good
 * @param waiting events that have no number yet; bounded
 * @param lost events that could not be kept
 * @param failures how often keeping failed; it is tried again
 */
public record EventTally(long last, long kept, long waiting, long lost, long failures) {}
