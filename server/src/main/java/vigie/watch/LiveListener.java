package vigie.watch;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What happens on a {@link LiveClient}. Calls never overlap. */
public interface LiveListener {
    /** The session is open. */
    void connected();

    /**
     * A message came.
     *
     * @param text as it came, without line breaks
     * @param message the same, parsed
     */
    void message(String text, JsonNode message);

    /**
     * The session ended, or could not be opened.
     *
     * @param cause why, in words
     * @param retryIn when the next try comes
     */
    void disconnected(String cause, Duration retryIn);
}
