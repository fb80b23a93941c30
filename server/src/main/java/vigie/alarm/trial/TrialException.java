package vigie.alarm.trial;

/** A trial that cannot be played: a recording that cannot be read, too many readings. The text says what and why. */
public final class TrialException extends Exception {
    private static final long serialVersionUID = 1;

    TrialException(String message) {
        super(message);
    }

    TrialException(String message, Throwable cause) {
        super(message, cause);
    }
}
