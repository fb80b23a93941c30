package vigie.client;

import java.time.Duration;
import java.util.List;

/**
 * How a {@link SocketClient} connects.
 *
 * @param subprotocols asked for, the dearest first; none when empty
 * @param connectTimeout until the handshake must be done
 * @param longestSilence after which a connection counts as lost, pings counted as heard; zero when silence is fine
 * @param maxMessageBytes the longest message that is taken; text is counted in UTF-16 units
 */
public record SocketSettings(
        List<String> subprotocols, Duration connectTimeout, Duration longestSilence, int maxMessageBytes) {
    /** Asks for no subprotocol, waits 5 s for the handshake, takes messages of up to 64 MiB, and bears silence. */
    public static final SocketSettings DEFAULT =
            new SocketSettings(List.of(), Duration.ofSeconds(5), Duration.ZERO, 64 * 1024 * 1024);

    public SocketSettings {
        subprotocols = List.copyOf(subprotocols);
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout: " + connectTimeout + " (expected: more than zero)");
        }
        if (longestSilence.isNegative()) {
            throw new IllegalArgumentException("longestSilence: " + longestSilence + " (expected: zero or more)");
        }
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("maxMessageBytes: " + maxMessageBytes + " (expected: at least 1)");
        }
    }

    /** The same, asking for these. */
    public SocketSettings withSubprotocols(String... wanted) {
        return new SocketSettings(List.of(wanted), connectTimeout, longestSilence, maxMessageBytes);
    }

    /** The same, with another patience for the handshake. */
    public SocketSettings withConnectTimeout(Duration timeout) {
        return new SocketSettings(subprotocols, timeout, longestSilence, maxMessageBytes);
    }

    /** The same, with another patience for silence. */
    public SocketSettings withLongestSilence(Duration silence) {
        return new SocketSettings(subprotocols, connectTimeout, silence, maxMessageBytes);
    }

    /** The same, with another limit for messages. */
    public SocketSettings withMaxMessageBytes(int limit) {
        return new SocketSettings(subprotocols, connectTimeout, longestSilence, limit);
    }
}
