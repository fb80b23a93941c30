package vigie.client;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vigie.client.SocketError.Kind;

/** Puts the JDK's exceptions into words. */
final class SocketErrors {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int SERVER_ERRORS = 500;

    private final URI address;

    SocketErrors(URI address) {
        this.address = address;
    }

    /** Why there is no connection. */
    SocketError opening(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof WebSocketHandshakeException refusal) {
            return refused(refusal);
        }
        if (cause instanceof HttpTimeoutException) {
            return new SocketError(Kind.TIMEOUT, host() + " does not answer");
        }
        if (cause instanceof ConnectException && cause.getCause() instanceof UnresolvedAddressException) {
            return new SocketError(Kind.UNKNOWN_HOST, "there is no host " + address.getHost());
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return new SocketError(Kind.UNREACHABLE, "no server answers at " + host());
        }
        if (cause instanceof SSLException) {
            return new SocketError(Kind.TLS, "no secure connection to " + host() + ": " + words(cause));
        }
        return new SocketError(Kind.PROTOCOL, host() + " does not answer as a WebSocket server: " + words(cause));
    }

    /** Why there is one no longer. */
    SocketError open(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof ProtocolException) {
            return new SocketError(Kind.PROTOCOL, host() + " broke the rules of WebSockets: " + words(cause));
        }
        return new SocketError(Kind.LOST, "connection lost: " + words(cause));
    }

    private SocketError refused(WebSocketHandshakeException refusal) {
        HttpResponse<?> answer = refusal.getResponse();
        int status = answer.statusCode();
        if (status == SWITCHING_PROTOCOLS) {
            return new SocketError(Kind.PROTOCOL, address + " answers with a wrong handshake: " + words(refusal));
        }
        Kind kind = status >= SERVER_ERRORS ? Kind.UNAVAILABLE : Kind.REFUSED;
        String detail = answer.body() instanceof String body ? detail(body) : "";
        String hint = kind == Kind.REFUSED && detail.isEmpty() ? " (is it the address of a WebSocket?)" : "";
        return new SocketError(kind, address + " refused the session with HTTP " + status + detail + hint);
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

    private String host() {
        return address.getRawAuthority();
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** What the innermost cause that has words says. */
    private static String words(Throwable cause) {
        String words = cause.getClass().getSimpleName();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each.getMessage() != null) {
                words = each.getMessage();
            }
        }
        return words;
    }
}
