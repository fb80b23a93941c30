package vigie.past;

/** A question that cannot be answered. The text says what is wrong and what was expected; it is the answer to the client. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1;

    public QueryException(String message) {
        super(message, null, false, false);
    }
}
