package vigie.work.health;

import java.time.Instant;

/**
 * A part of the server that is not well.
 *
 * @param part which, such as {@code hub ticker}
 * @param text what is wrong with it
 * @param sinceMillis since when, epoch milliseconds
 */
public record HealthIssue(String part, String text, long sinceMillis) {
    /** In one line: part, what is wrong, and since when. */
    public String line() {
        return part + ": " + text + ", since " + Instant.ofEpochMilli(sinceMillis);
    }
}
