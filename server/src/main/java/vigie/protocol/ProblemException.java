package vigie.protocol;

import org.jspecify.annotations.Nullable;

/** A message that cannot be followed. The text says what is wrong and what was expected; it is the answer to the client. */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1;

    private final ProblemCode code;
    private final @Nullable Long ref;

    public ProblemException(ProblemCode code, String message, @Nullable Long ref) {
        super(message, null, false, false);
        this.code = code;
        this.ref = ref;
    }

    /** The kind of problem. */
    public ProblemCode code() {
        return code;
    }

    /** The number of the message, if it could be read. */
    public @Nullable Long ref() {
        return ref;
    }
}
