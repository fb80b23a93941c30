package vigie.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import vigie.event.Severity;
import vigie.work.SecretAddress;

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
                    "url: " + new SecretAddress(url) + " (expected: http://host:port/path or https, without a user)");
        }
        if (timeout.toMillis() < 100 || timeout.toMillis() > 60_000) {
            throw new IllegalArgumentException("timeout: " + timeout.toMillis() + "ms (expected: 100ms to 1min)");
        }
    }

    /** Without what may be a secret in the address. */
    @Override
    public String toString() {
        return "WebhookSettings[url=" + address().shownBriefly() + ", least=" + least + ", timeout=" + timeout + "]";
    }

    /** The address, for whoever shows it. */
    SecretAddress address() {
        return new SecretAddress(url);
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
                    "url: " + SecretAddress.shown(text) + " (expected: an address such as http://127.0.0.1:9000/hook)",
                    e);
        }
    }
}
