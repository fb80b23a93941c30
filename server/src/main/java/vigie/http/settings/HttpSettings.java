package vigie.http.settings;

import java.net.URI;
import java.util.List;
import vigie.http.admission.AdmissionSettings;

/**
 * The listening port and its limits.
 *
 * @param bind host name or address to listen on
 * @param port 0 picks a free one
 * @param transport how the kernel is spoken to
 * @param allowedOrigins origins besides the server's own that may open WebSockets, such as {@code https://example.org}
 * @param frameAncestors which pages may embed ours
 * @param admission who gets in
 * @param limits what strangers may take
 * @param times how long things may take
 * @param sendBufferBytes the kernel's send buffer per connection, 0 leaves it to the kernel
 */
public record HttpSettings(
        String bind,
        int port,
        TransportChoice transport,
        List<String> allowedOrigins,
        FrameAncestors frameAncestors,
        AdmissionSettings admission,
        HttpLimits limits,
        HttpTimes times,
        int sendBufferBytes) {
    public HttpSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (bind.isBlank()) {
            throw new IllegalArgumentException("bind: empty (expected: a host name or address of this machine)");
        }
        requireRange("port", port, 0, 65_535);
        requireRange("send-buffer-bytes", sendBufferBytes, 0, 1 << 28);
        allowedOrigins.forEach(HttpSettings::requireOrigin);
    }

    /** The defaults. */
    public static HttpSettings of(String bind, int port) {
        return new HttpSettings(
                bind,
                port,
                TransportChoice.AUTO,
                List.of(),
                FrameAncestors.DEFAULT,
                AdmissionSettings.DEFAULT,
                HttpLimits.DEFAULT,
                HttpTimes.DEFAULT,
                0);
    }

    /** The same, but the kernel is spoken to in this way. */
    public HttpSettings with(TransportChoice other) {
        return new HttpSettings(
                bind, port, other, allowedOrigins, frameAncestors, admission, limits, times, sendBufferBytes);
    }

    /** The same, but these are let in. */
    public HttpSettings with(AdmissionSettings other) {
        return new HttpSettings(
                bind, port, transport, allowedOrigins, frameAncestors, other, limits, times, sendBufferBytes);
    }

    static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
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
