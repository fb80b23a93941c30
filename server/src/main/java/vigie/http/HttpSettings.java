package vigie.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The listening port and its limits.
 *
 * @param bind host name or address to listen on
 * @param port 0 picks a free one
 * @param transport how the kernel is spoken to
 * @param allowedOrigins origins besides the server's own that may open WebSockets, such as {@code https://example.org}
 * @param maxSessions WebSockets at a time; beyond it 503
 * @param maxEchoBytes how long a message on {@code /echo} may be
 * @param maxHeaderBytes how long all header lines of a request may be; beyond it 431
 * @param maxUrlBytes how long a request line may be; beyond it 414
 * @param idle how long an HTTP connection may do nothing
 * @param requestTime how long a request may take to arrive; beyond it 408
 * @param ping how often a WebSocket is asked for a sign of life
 * @param closing how long closing may take
 * @param sendBufferBytes the kernel's send buffer per connection, 0 leaves it to the kernel
 */
public record HttpSettings(
        String bind,
        int port,
        TransportChoice transport,
        List<String> allowedOrigins,
        int maxSessions,
        int maxEchoBytes,
        int maxHeaderBytes,
        int maxUrlBytes,
        Duration idle,
        Duration requestTime,
        Duration ping,
        Duration closing,
        int sendBufferBytes) {
    /** {@value} sessions. */
    public static final int DEFAULT_MAX_SESSIONS = 10_000;
    /** 16 MiB. */
    public static final int DEFAULT_MAX_ECHO_BYTES = 16 * 1024 * 1024;
    /** 8 KiB. */
    public static final int DEFAULT_MAX_HEADER_BYTES = 8 * 1024;
    /** 4 KiB. */
    public static final int DEFAULT_MAX_URL_BYTES = 4 * 1024;
    /** 30 s. */
    public static final Duration DEFAULT_IDLE = Duration.ofSeconds(30);
    /** 20 s. */
    public static final Duration DEFAULT_REQUEST_TIME = Duration.ofSeconds(20);
    /** 20 s. */
    public static final Duration DEFAULT_PING = Duration.ofSeconds(20);
    /** 1 s: with the sources before and the event loops after, everything is done within three. */
    public static final Duration DEFAULT_CLOSING = Duration.ofSeconds(1);

    public HttpSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (bind.isBlank()) {
            throw new IllegalArgumentException("bind: empty (expected: a host name or address of this machine)");
        }
        range("port", port, 0, 65_535);
        range("max-sessions", maxSessions, 1, 1_000_000);
        range("max-echo-bytes", maxEchoBytes, 1, 1 << 30);
        range("max-header-bytes", maxHeaderBytes, 512, 1 << 20);
        range("max-url-bytes", maxUrlBytes, 64, 1 << 20);
        range("send-buffer-bytes", sendBufferBytes, 0, 1 << 28);
        positive("idle", idle);
        positive("request-time", requestTime);
        positive("ping", ping);
        positive("closing", closing);
        allowedOrigins.forEach(HttpSettings::requireOrigin);
    }

    /** The defaults. */
    public static HttpSettings of(String bind, int port) {
        return new HttpSettings(
                bind,
                port,
                TransportChoice.AUTO,
                List.of(),
                DEFAULT_MAX_SESSIONS,
                DEFAULT_MAX_ECHO_BYTES,
                DEFAULT_MAX_HEADER_BYTES,
                DEFAULT_MAX_URL_BYTES,
                DEFAULT_IDLE,
                DEFAULT_REQUEST_TIME,
                DEFAULT_PING,
                DEFAULT_CLOSING,
                0);
    }

    /** The same, but the kernel is spoken to in this way. */
    public HttpSettings with(TransportChoice other) {
        return new HttpSettings(
                bind,
                port,
                other,
                allowedOrigins,
                maxSessions,
                maxEchoBytes,
                maxHeaderBytes,
                maxUrlBytes,
                idle,
                requestTime,
                ping,
                closing,
                sendBufferBytes);
    }

    private static void range(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than zero)");
        }
    }

    private static void requireOrigin(String origin) {
        boolean fits;
        try {
            URI uri = URI.create(origin);
            fits = uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getPath().isEmpty();
        } catch (IllegalArgumentException e) {
            fits = false;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "allowed-origins: " + origin + " (expected: scheme://host[:port], such as https://example.org)");
        }
    }
}
