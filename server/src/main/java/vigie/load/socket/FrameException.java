package vigie.load.socket;

/** What came is not RFC 6455 as a server speaks it. */
final class FrameException extends Exception {
    private static final long serialVersionUID = 1;

    FrameException(String message) {
        super(message, null, false, false);
    }
}
