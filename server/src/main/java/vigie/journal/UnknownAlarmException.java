package vigie.journal;

/** No such alarm stands, or not in the state that was meant; the message says what was expected. */
public final class UnknownAlarmException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnknownAlarmException(long alarm) {
        this("event: " + alarm + " (expected: the number of the event that raised an alarm which still stands)");
    }

    public UnknownAlarmException(String message) {
        super(message, null, false, false);
    }
}
