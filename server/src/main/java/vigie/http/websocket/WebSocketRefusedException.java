package vigie.http.websocket;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;

/** A client goes beyond a limit: its WebSocket is closed with this status. Has no stack trace, since clients can cause many. */
public final class WebSocketRefusedException extends Exception {
    private static final WebSocketCloseStatus TOO_MUCH_IN_FLIGHT =
            new WebSocketCloseStatus(1013, "too much arrives at the moment: try again later, or send shorter messages");

    private static final long serialVersionUID = 1L;

    private final transient WebSocketCloseStatus status;

    private WebSocketRefusedException(WebSocketCloseStatus status) {
        super(status.reasonText(), null, false, false);
        this.status = status;
    }

    /** All connections together hold too much. */
    public static WebSocketRefusedException tooMuchInFlight() {
        return new WebSocketRefusedException(TOO_MUCH_IN_FLIGHT);
    }

    /** A message takes too long to arrive. */
    public static WebSocketRefusedException tooSlow(Duration limit) {
        return new WebSocketRefusedException(new WebSocketCloseStatus(
                WebSocketCloseStatus.POLICY_VIOLATION.code(),
                "message: not finished after " + limit.toMillis() + " ms (expected: sooner; server.message-time)"));
    }

    WebSocketCloseStatus status() {
        return status;
    }
}
