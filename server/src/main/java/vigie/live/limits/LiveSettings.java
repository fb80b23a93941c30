package vigie.live.limits;

import java.time.Duration;

/**
 * Limits of sessions on {@code /live}.
 *
 * @param server who speaks, such as {@code vigie 0.1.0}
 * @param tick the period of updates, as told to clients
 * @param maxSensors how many globs a subscription may have
 * @param maxMessageBytes how long a message of a client may be; longer ones end the session with 1009
 * @param messagesPerSecond how many messages a client may send in the long run
 * @param messageBurst how many it may send at once; as many ignored ones in a row end the session with 1008
 * @param maxStuck how long a session may take nothing before it ends with 1013
 * @param writeBufferBytes how much may wait for a session before it is thinned; one frame more can wait in fact
 * @param compression whether clients that offer permessage-deflate get it
 * @param backfillChunk how many readings one {@code backfill} carries
 */
public record LiveSettings(
        String server,
        Duration tick,
        int maxSensors,
        int maxMessageBytes,
        int messagesPerSecond,
        int messageBurst,
        Duration maxStuck,
        int writeBufferBytes,
        boolean compression,
        int backfillChunk) {
    /** {@value} globs. */
    public static final int DEFAULT_MAX_SENSORS = 64;
    /** 64 KiB. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 64 * 1024;
    /** {@value} messages a second. */
    public static final int DEFAULT_MESSAGES_PER_SECOND = 20;
    /** {@value} messages at once. */
    public static final int DEFAULT_MESSAGE_BURST = 40;
    /** A minute. */
    public static final Duration DEFAULT_MAX_STUCK = Duration.ofSeconds(60);
    /** 16 KiB: what waits is old when it is taken, and when many slow viewers take theirs at once the others wait for that. */
    public static final int DEFAULT_WRITE_BUFFER_BYTES = 16 * 1024;
    /** {@value} readings. */
    public static final int DEFAULT_BACKFILL_CHUNK = 2000;

    public LiveSettings {
        range("max-sensors", maxSensors, 1, 10_000);
        range("max-message-bytes", maxMessageBytes, 128, 16 * 1024 * 1024);
        range("messages-per-second", messagesPerSecond, 1, 100_000);
        range("message-burst", messageBurst, 1, 100_000);
        range("write-buffer-bytes", writeBufferBytes, 1024, 64 * 1024 * 1024);
        range("backfill-chunk", backfillChunk, 1, 100_000);
        if (maxStuck.toMillis() < 1 || maxStuck.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("max-stuck: " + maxStuck.toMillis() + "ms (expected: 1ms to 1d)");
        }
    }

    /** The defaults. */
    public static LiveSettings of(String server, Duration tick) {
        return new LiveSettings(
                server,
                tick,
                DEFAULT_MAX_SENSORS,
                DEFAULT_MAX_MESSAGE_BYTES,
                DEFAULT_MESSAGES_PER_SECOND,
                DEFAULT_MESSAGE_BURST,
                DEFAULT_MAX_STUCK,
                DEFAULT_WRITE_BUFFER_BYTES,
                true,
                DEFAULT_BACKFILL_CHUNK);
    }

    /** The same, but a session may take nothing for so long. */
    public LiveSettings withMaxStuck(Duration other) {
        return with(other, writeBufferBytes, compression);
    }

    /** The same, but so much may wait for a session. */
    public LiveSettings withWriteBufferBytes(int other) {
        return with(maxStuck, other, compression);
    }

    /** The same without compression. */
    public LiveSettings withoutCompression() {
        return with(maxStuck, writeBufferBytes, false);
    }

    private LiveSettings with(Duration newMaxStuck, int newWriteBufferBytes, boolean newCompression) {
        return new LiveSettings(
                server,
                tick,
                maxSensors,
                maxMessageBytes,
                messagesPerSecond,
                messageBurst,
                newMaxStuck,
                newWriteBufferBytes,
                newCompression,
                backfillChunk);
    }

    private static void range(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }
}
