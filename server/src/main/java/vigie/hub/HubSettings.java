package vigie.hub;

import java.time.Duration;

/**
 * How the hub works.
 *
 * @param tick the period at which batches are closed and handed on, 10 ms to 10 s
 * @param memory how long the recent past is kept for viewers that come back
 * @param memoryReadings how many readings of it at most; one takes 20 bytes
 */
public record HubSettings(Duration tick, Duration memory, int memoryReadings) {
    private static final Duration LONGEST_MEMORY = Duration.ofDays(30);

    /** 100 ms, two minutes, a million readings. */
    public static final HubSettings DEFAULT = new HubSettings(Duration.ofMillis(100), Duration.ofMinutes(2), 1_000_000);

    public HubSettings {
        if (tick.toMillis() < 10 || tick.toMillis() > 10_000) {
            throw new IllegalArgumentException("tick: " + tick.toMillis() + "ms (expected: 10ms to 10s)");
        }
        if (memory.isNegative() || memory.compareTo(LONGEST_MEMORY) > 0) {
            throw new IllegalArgumentException("memory: " + memory.toMillis() + "ms (expected: 0s to 30d)");
        }
        if (memoryReadings < 0) {
            throw new IllegalArgumentException("memory-readings: " + memoryReadings + " (expected: zero or more)");
        }
    }

    /** The same with another tick. */
    public HubSettings withTick(Duration other) {
        return new HubSettings(other, memory, memoryReadings);
    }
}
