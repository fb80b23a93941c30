package vigie.http.websocket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The negotiation of permessage-deflate (RFC 7692, section 7.1). Accepted is what allows one compressed frame for all: no context is
 * taken over in either direction, and the server's window is the full one. Of a client's offers the first that allows that is
 * taken; offers that are malformed, unknown or want a smaller window are declined by silence.
 */
public final class DeflateOffer {
    private static final String NAME = "permessage-deflate";
    private static final String ACCEPTED = NAME + "; server_no_context_takeover; client_no_context_takeover";
    private static final String FULL_WINDOW = "15";
    /** More are not looked at. */
    private static final int MAX_OFFERS = 16;

    private DeflateOffer() {}

    /**
     * The answer to the offers.
     *
     * @param headers the values of {@code Sec-WebSocket-Extensions}
     * @return the value of the response's header, or null when nothing offered fits
     */
    public static @Nullable String accept(List<String> headers) {
        int offers = 0;
        for (String header : headers) {
            for (String offer : header.split(",", MAX_OFFERS)) {
                String accepted = offers++ < MAX_OFFERS ? acceptOne(offer) : null;
                if (accepted != null) {
                    return accepted;
                }
            }
        }
        return null;
    }

    private static @Nullable String acceptOne(String offer) {
        List<String> parts = new ArrayList<>(List.of(offer.split(";", -1)));
        if (!parts.remove(0).strip().toLowerCase(Locale.ROOT).equals(NAME)) {
            return null;
        }
        Set<String> seen = new HashSet<>();
        String accepted = ACCEPTED;
        for (String part : parts) {
            int equals = part.indexOf('=');
            String name =
                    (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            String value =
                    equals < 0 ? null : unquoted(part.substring(equals + 1).strip());
            if (!seen.add(name) || !allows(name, value)) {
                return null;
            }
            if (name.equals("server_max_window_bits")) {
                accepted += "; server_max_window_bits=" + FULL_WINDOW;
            }
        }
        return accepted;
    }

    private static boolean allows(String name, @Nullable String value) {
        return switch (name) {
            case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
            case "server_max_window_bits" -> FULL_WINDOW.equals(value);
            case "client_max_window_bits" -> value == null || value.matches("[89]|1[0-5]");
            default -> false;
        };
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
