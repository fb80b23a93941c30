package vigie.client;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Hears what happens on a {@link LiveClient}. Calls never overlap; all come on the client's own thread. */
public interface LiveListener {
    /**
     * A message came.
     *
     * @param text JSON without line breaks: as it came, or made from CBOR
     * @param message the same, parsed
     */
    void message(String text, JsonNode message);

    /** A still came, whole; only to clients that asked for stills. */
    default void still(LiveStill still) {}

    /** The session is open. */
    default void connected() {}

    /**
     * The session ended, or could not be opened.
     *
     * @param cause why, in words
     * @param retryIn when the next try comes
     */
    default void disconnected(String cause, Duration retryIn) {}

    /**
     * The server answered and will not have us; trying again would not help, and nothing more comes.
     *
     * @param cause why, in words
     */
    default void refused(String cause) {}
}
