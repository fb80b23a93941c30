package vigie.live.limits;

/**
 * How much clients may write into the event log, where it is kept. Thread-safe.
 *
 * @param notes of all sessions
 * @param steps acknowledging, shelving and unshelving, of all sessions
 */
public record WritingBudgets(SharedBudget notes, SharedBudget steps) {
    /** Notes of one session in any minute; enough for somebody who types. */
    public static final int NOTES = 30;

    private static final int NOTES_OF_ADDRESS = 60;
    private static final int NOTES_OF_ALL = 300;

    /** Steps of one session in any minute; enough to acknowledge all alarms of a plant, one after the other. */
    public static final int STEPS = 300;

    private static final int STEPS_OF_ALL = 600;

    public WritingBudgets() {
        this(new SharedBudget(NOTES_OF_ADDRESS, NOTES_OF_ALL), new SharedBudget(STEPS, STEPS_OF_ALL));
    }
}
