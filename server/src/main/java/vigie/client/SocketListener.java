package vigie.client;

/**
 * Hears what happens on a {@link SocketClient}, in the order in which it happened. Calls never overlap: all come on the client's
 * own thread, and the next message is taken when the call for the last one has returned. Who throws ends the connection.
 */
public interface SocketListener {
    /**
     * The connection is open; always the first call, if it comes.
     *
     * @param subprotocol what was agreed upon, empty when nothing was
     */
    default void connected(String subprotocol) {}

    /** A text message came, whole. */
    default void text(String message) {}

    /** A binary message came, whole. The bytes are the listener's to keep. */
    default void binary(byte[] message) {}

    /** The connection failed, or could not be made; {@link #disconnected} follows. */
    default void error(SocketError error) {}

    /**
     * The connection is over: the last call, exactly once, also when there never was a connection.
     *
     * @param code the other side's (RFC 6455, section 7.4), 1005 when it named none, 1006 when it said nothing
     * @param reason the other side's, or empty
     */
    default void disconnected(int code, String reason) {}
}
