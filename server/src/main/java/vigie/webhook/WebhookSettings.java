package vigie.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import vigie.sensor.Severity;

/**
 * Who is told of alarms.
 *
 * @param url where to, http or https
 * @param least alarms of this severity or more
 * @param timeout how long an answer may take, 100 ms to a minute
 */
public record WebhookSettings(URI url, Severity least, Duration timeout) {
    /** 10 s. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public WebhookSettings {
        boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!known || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "url: " + url + " (expected: http://host:port/path or https, without a user)");
        }
        if (timeout.toMillis() < 100 || timeout.toMillis() > 60_000) {
            throw new IllegalArgumentException("timeout: " + timeout.toMillis() + "ms (expected: 100ms to 1min)");
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static URI parseUrl(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "url: " + text + " (expected: an address such as http://127.0.0.1:9000/hook)", e);
        }
    }
}
