package vigie.decode;

/** What a device can make a decoder hold. */
public final class DecoderLimits {
    /** A longer line is malformed and its rest is dropped: {@value} bytes. */
    public static final int MAX_LINE = 64 * 1024;

    /** Readings of further channels are counted as skipped values: {@value}. */
    public static final int MAX_CHANNELS = 1024;

    /** A value with a longer name is a skipped value: {@value} bytes. */
    public static final int MAX_NAME = 128;

    /** A longer unit is not taken for one: {@value} bytes. */
    public static final int MAX_UNIT = 16;

    /** JSON nested deeper is malformed: {@value} levels. */
    public static final int MAX_DEPTH = 16;

    private DecoderLimits() {}
}
