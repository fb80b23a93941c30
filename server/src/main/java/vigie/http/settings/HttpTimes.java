package vigie.http.settings;

import java.time.Duration;

/**
 * How long things may take: a millisecond to a day, closing to a minute.
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
        requireRange("idle", idle, Duration.ofDays(1));
        requireRange("request-time", request, Duration.ofDays(1));
        requireRange("message-time", message, Duration.ofDays(1));
        requireRange("ping", ping, Duration.ofDays(1));
        requireRange("closing", closing, Duration.ofMinutes(1));
    }

    private static void requireRange(String name, Duration value, Duration most) {
        if (value.toMillis() < 1 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + value.toMillis() + "ms (expected: 1ms to " + most.toSeconds() + "s)");
        }
    }
}
