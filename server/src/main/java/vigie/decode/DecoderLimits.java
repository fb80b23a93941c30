package vigie.decode;

/** What a device can make a decoder hold. */
public final class DecoderLimits {
    /** A longer line is malformed and its rest is dropped: {@value} bytes. */
    public static final int MAX_LINE = 64 * 1024;

    /** Values of further channels are no readings; they are skipped values, and beyond a limit: {@value}. */
    public static final int MAX_CHANNELS = 1024;

    /**
     * When there are too many channels, those are forgotten that were heard once and not again for so long: {@value} ms, an hour. Noise
     * on a line invents names, but hardly ever the same twice.
     */
    public static final long ONCE_HEARD_MILLIS = 3_600_000;

    /** A value with a longer name is a skipped value, and beyond a limit: {@value} bytes. */
    public static final int MAX_NAME = 128;

    /** A longer unit is not taken for one: {@value} bytes. */
    public static final int MAX_UNIT = 16;

    /** JSON nested deeper is malformed: {@value} levels. */
    public static final int MAX_DEPTH = 16;

    private DecoderLimits() {}
}
