package vigie.load;

/** There is nothing to measure. The message is one line: what, and the remedy. */
public final class LoadException extends Exception {
    private static final long serialVersionUID = 1;

    public LoadException(String message) {
        super(message);
    }
}
