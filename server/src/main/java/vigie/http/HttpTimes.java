package vigie.http;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param idle how long an HTTP connection may do nothing
 * @param request how long a request may take to arrive; beyond it 408
 * @param message how long a WebSocket message may take to arrive; beyond it 1008
 * @param ping how often a WebSocket is asked for a sign of life
 * @param closing how long closing may take
 */
public record HttpTimes(Duration idle, Duration request, Duration message, Duration ping, Duration closing) {
    /** 30, 20, 20 and 20 s; closing 1 s: with the sources before and the event loops after, everything is done within three. */
    public static final HttpTimes DEFAULT = new HttpTimes(
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1));

    public HttpTimes {
        positive("idle", idle);
        positive("request-time", request);
        positive("message-time", message);
        positive("ping", ping);
        positive("closing", closing);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than zero)");
        }
    }
}
