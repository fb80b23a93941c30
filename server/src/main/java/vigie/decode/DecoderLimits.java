package vigie.decode;

/** What a device can make a decoder hold. */
public final class DecoderLimits {
    /** A longer line is malformed and its rest is dropped: {@value} bytes. */
    public static final int MAX_LINE = 64 * 1024;

    /** Readings of further channels are counted as skipped values: {@value}. */
    public static final int MAX_CHANNELS = 1024;

    private DecoderLimits() {}
}
