package vigie.store.sqlite.block;

/** A block is not what was written. */
public final class BlockException extends Exception {
    private static final long serialVersionUID = 1L;

    public BlockException(String message) {
        super(message);
    }

    public BlockException(String message, Throwable cause) {
        super(message, cause);
    }
}
