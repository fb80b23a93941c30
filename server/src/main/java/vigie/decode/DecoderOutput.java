package vigie.decode;

import org.jspecify.annotations.Nullable;

/** What a decoder tells. Called on the thread that decodes. */
public interface DecoderOutput {
    /**
     * A channel appears, or its unit becomes known or changes. Always told before the channel's first reading. A channel that appears
     * may take the index of one that was forgotten.
     *
     * @param channel its index: 0, 1, 2 … in order of appearance, less than {@link DecoderLimits#MAX_CHANNELS}
     * @param name as the device spells it, not empty
     * @param unit as the device spells it, if it does
     */
    void channel(int channel, String name, @Nullable String unit);

    /**
     * A reading.
     *
     * @param channel the index told before
     * @param epochMillis its time
     * @param value finite
     */
    void reading(int channel, long epochMillis, double value);
}
