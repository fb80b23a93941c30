package vigie.load;

/**
 * What a message says that is counted.
 *
 * @param kind which message
 * @param seq the place in the stream that a client has reached with it; of a welcome and an update
 * @param tickMillis the server's clock, epoch milliseconds
 * @param newestMillis the time of its newest reading, epoch milliseconds; 0 without readings
 * @param readings how many readings it carries
 * @param thinned how many updates were left out before it
 */
record MessageFacts(Kind kind, long seq, long tickMillis, long newestMillis, int readings, long thinned) {
    /** The messages of the protocol, as far as they are told apart. */
    enum Kind {
        WELCOME,
        UPDATE,
        PROBLEM,
        /** One of the others. */
        OTHER,
        /** It cannot be decoded. */
        UNREADABLE
    }

    static final MessageFacts UNREADABLE = new MessageFacts(Kind.UNREADABLE, 0, 0, 0, 0, 0);
}
