package vigie.watch;

/** The server answered and will not have us; trying again would not help. The message says why. */
public final class LiveRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    public LiveRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
