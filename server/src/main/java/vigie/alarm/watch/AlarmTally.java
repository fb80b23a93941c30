package vigie.alarm.watch;

/**
 * How the rules keep up.
 *
 * @param readings how many were looked at
 * @param late how many of them came too late to count
 * @param lost how many could not be looked at in time
 */
public record AlarmTally(long readings, long late, long lost) {
    /** Nothing yet. */
    static final AlarmTally NOTHING = new AlarmTally(0, 0, 0);
}
