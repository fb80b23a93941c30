package vigie.decode.line;

import vigie.decode.DecoderLimits;

/** What a format says of a line. */
public enum Verdict {
    /** At least one reading. */
    DECODED,
    /** Text that is no reading and was not meant to be one. */
    NOISE,
    /** It should have given readings and did not. */
    MALFORMED,
    /** It is well-formed, but each of its values is beyond a limit of {@link DecoderLimits}. */
    OVER_LIMIT
}
