package vigie.decode;

import org.jspecify.annotations.Nullable;

/**
 * Every line accounted for: {@code lines == decoded + noise + malformed}. Empty lines are no lines.
 *
 * @param format the format in use, such as {@code json}; {@code auto} while undecided
 * @param lines whole lines seen
 * @param decoded lines that gave at least one reading
 * @param noise lines of text that were no readings, such as boot messages, comments and headings, and well-formed lines of which each
 *     value is beyond a limit
 * @param malformed lines that should have given readings and did not
 * @param partial first pieces skipped because they may have been the end of a line; not among the lines
 * @param readings readings given
 * @param skippedValues values in decoded lines that were no readings: not a number, infinite, beyond a limit
 * @param lastMalformed the last malformed line, shortened to 200 characters, control characters replaced
 * @param overLimit values that are no readings only because of a limit of {@link DecoderLimits}
 * @param limit the limit that a value was beyond last, and which value, in words; null when none was
 */
public record DecoderTally(
        String format,
        long lines,
        long decoded,
        long noise,
        long malformed,
        long partial,
        long readings,
        long skippedValues,
        @Nullable String lastMalformed,
        long overLimit,
        @Nullable String limit) {
    /** A tally in which nothing is beyond a limit. */
    public DecoderTally(
            String format,
            long lines,
            long decoded,
            long noise,
            long malformed,
            long partial,
            long readings,
            long skippedValues,
            @Nullable String lastMalformed) {
        this(format, lines, decoded, noise, malformed, partial, readings, skippedValues, lastMalformed, 0, null);
    }
}
