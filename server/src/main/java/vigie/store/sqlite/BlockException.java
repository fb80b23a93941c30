package vigie.store.sqlite;

/** A block is not what was written. */
final class BlockException extends Exception {
    private static final long serialVersionUID = 1L;

    BlockException(String message) {
        super(message);
    }

    BlockException(String message, Throwable cause) {
        super(message, cause);
    }
}
