package vigie.event;

/**
 * Something that happened.
 *
 * @param id its number: 1, 2, 3 …, also across runs of the server
 * @param what what happened
 */
public record Event(long id, Happening what) {
    /** Of a step in the life of an alarm: the number of the event that raised it, its own if it is that one; otherwise 0. */
    public long alarm() {
        AlarmStep step = what.alarm();
        if (step == null) {
            return 0;
        }
        return what.kind() == EventKind.ALARM_RAISED ? id : step.alarm();
    }
}
