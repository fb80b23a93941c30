package vigie.load.socket;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vigie.load.LoadSettings;

/**
 * The opening handshake of one session (RFC 6455, section 4.1).
 *
 * @param key the nonce, as sent
 * @param request the whole request
 * @param subprotocol what is asked for
 */
public record Handshake(String key, String request, String subprotocol) {
    /** Fixed by RFC 6455, section 1.3. */
    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final String OFFER =
            "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n";

    /** One that asks for these sensors, globs separated by commas; all when empty. */
    public static Handshake of(LoadSettings settings, String sensors) {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        URI server = settings.server();
        String request = "GET " + settings.target(sensors) + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key
                + "\r\nSec-WebSocket-Protocol: " + settings.format().subprotocol() + "\r\n"
                + (settings.deflate() ? OFFER : "") + "\r\n";
        return new Handshake(key, request, settings.format().subprotocol());
    }

    /** What the server said to it. */
    sealed interface Answer {
        /**
         * It is a session now.
         *
         * @param deflate whether messages may come compressed
         */
        record Accepted(boolean deflate) implements Answer {}

        /** It is none, and why. */
        record Refused(String cause) implements Answer {}
    }

    /**
     * Judges an answer.
     *
     * @param head status line and header lines
     * @param body what came of the body
     */
    Answer judge(String head, String body) {
        List<String> lines = head.lines().toList();
        String[] status = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/")) {
            return new Answer.Refused("the answer is not HTTP");
        }
        if (!status[1].equals("101")) {
            return new Answer.Refused("HTTP " + status[1] + detail(body));
        }
        Map<String, String> headers = headers(lines);
        if (!acceptFor(key).equals(headers.get("sec-websocket-accept"))) {
            return new Answer.Refused("the handshake's Sec-WebSocket-Accept is wrong");
        }
        if (!subprotocol.equals(headers.get("sec-websocket-protocol"))) {
            return new Answer.Refused("the server does not speak " + subprotocol);
        }
        return extension(headers.getOrDefault("sec-websocket-extensions", ""));
    }

    /** Only messages that stand alone are the same for all sessions. */
    private static Answer extension(String extensions) {
        boolean deflate = extensions.contains("permessage-deflate");
        if (deflate && !extensions.contains("server_no_context_takeover")) {
            return new Answer.Refused("the server compresses with a context kept between messages");
        }
        return new Answer.Accepted(deflate);
    }

    /** What {@code Sec-WebSocket-Accept} must be. */
    static String acceptFor(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static Map<String, String> headers(List<String> lines) {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    /** Of problem details (RFC 9457), if that is what came. */
    private static String detail(String body) {
        try {
            String detail = JsonMapper.shared().readTree(body).path("detail").asString("");
            return detail.isEmpty() ? "" : ": " + detail;
        } catch (JacksonException e) {
            return "";
        }
    }
}
