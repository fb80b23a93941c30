package vigie.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Addresses of WebSockets, as people write them. */
final class SocketAddress {
    private SocketAddress() {}

    /**
     * The same address, {@code http} as {@code ws}.
     *
     * @throws IllegalArgumentException when it is none of a WebSocket
     */
    static URI of(URI address) {
        String scheme = schemeOf(address);
        if (scheme == null || address.getHost() == null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "URL: " + address + " (expected: an address such as ws://127.0.0.1:8080/live)");
        }
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return URI.create(scheme + "://" + address.getRawAuthority() + path + query);
    }

    private static @Nullable String schemeOf(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme();
        return switch (scheme) {
            case "ws", "http" -> "ws";
            case "wss", "https" -> "wss";
            default -> null;
        };
    }
}
