package vigie.still.content;

/** A still that cannot be taken. The message says what is wrong and what was expected; it is the answer to the sender. */
public final class StillException extends Exception {
    private static final long serialVersionUID = 1;

    /** What kind of thing is wrong. */
    public enum Kind {
        /** It is no still, or is damaged. */
        UNREADABLE,
        /** It breaks off: perhaps more comes. */
        INCOMPLETE,
        /** It is over a limit. */
        TOO_LARGE,
        /** It is not what it says it is. */
        WRONG_TYPE
    }

    private final Kind kind;

    public StillException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public static StillException unreadable(String message) {
        return new StillException(Kind.UNREADABLE, message);
    }

    public static StillException incomplete(String message) {
        return new StillException(Kind.INCOMPLETE, message);
    }
}
