package vigie.store.sqlite.file;

/** The file is no history, or no longer; the message says in what way. */
public final class DamageException extends Exception {
    private static final long serialVersionUID = 1L;

    public DamageException(String message) {
        super(message);
    }

    public DamageException(String message, Throwable cause) {
        super(message, cause);
    }
}
