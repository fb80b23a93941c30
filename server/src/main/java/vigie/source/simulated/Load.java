package vigie.source.simulated;

import vigie.source.simulated.plant.Plant;

/**
 * How much the plant {@link Plant#LOAD} delivers.
 *
 * @param channels how many sensors, 1 to {@value #MAX_CHANNELS}
 * @param readingsPerSecond of all of them together, 1 to {@value #MAX_READINGS}
 */
public record Load(int channels, int readingsPerSecond) {
    /** The most channels. */
    public static final int MAX_CHANNELS = 1_000;

    /** The most readings per second. */
    public static final int MAX_READINGS = 1_000_000;

    /** 100 sensors at 100 Hz. */
    public static final Load DEFAULT = new Load(100, 10_000);

    public Load {
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw new IllegalArgumentException("channels: " + channels + " (expected: 1 to " + MAX_CHANNELS + ")");
        }
        if (readingsPerSecond < 1 || readingsPerSecond > MAX_READINGS) {
            throw new IllegalArgumentException(
                    "readingsPerSecond: " + readingsPerSecond + " (expected: 1 to " + MAX_READINGS + ")");
        }
    }
}
