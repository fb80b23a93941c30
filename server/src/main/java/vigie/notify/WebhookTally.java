package vigie.notify;

/**
 * How a webhook does.
 *
 * @param name which one, by its address
 * @param taken how many events were taken
 * @param refused how many were refused, and not tried again
 * @param lost how many found no room while nobody took them
 * @param waiting how many wait
 * @param failures how many tries failed
 */
public record WebhookTally(String name, long taken, long refused, long lost, int waiting, long failures) {}
