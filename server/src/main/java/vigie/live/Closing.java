package vigie.live;

/** Told to a session's pipeline when a close frame is on its way: nothing may follow it (RFC 6455, section 5.5.1). */
public enum Closing {
    /** The closing handshake has begun, from whichever side. */
    BEGUN
}
