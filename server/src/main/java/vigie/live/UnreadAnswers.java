package vigie.live;

/** How many answers wait for a client that takes nothing and asks on. Owned by the session's event loop. */
final class UnreadAnswers {
    /** So many may wait: a client that asks this often within the seconds of a bad connection is not hostile. */
    private static final int MOST = 50;

    private int count;

    /** One more answer waits; whether that is one too many. */
    boolean isOneTooMany() {
        return ++count > MOST;
    }

    /** The client takes something again. */
    void taken() {
        count = 0;
    }
}
