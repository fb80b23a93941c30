package vigie.decode.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vigie.decode.DecoderTally;
import vigie.sensor.PrintableText;

/** Counts lines for a {@link DecoderTally}. Belongs to the decoding thread. */
final class LineCounts {
    private static final int SHOWN_CHARACTERS = 200;
    private static final int SHOWN_BYTES = 4 * SHOWN_CHARACTERS;

    private long decoded;
    private long noise;
    private long malformed;
    private long partial;
    private long readings;
    private long skippedValues;
    private long overLimit;
    private final byte[] bad = new byte[SHOWN_BYTES];
    private int badLength;
    private boolean badChanged;
    private @Nullable String lastMalformed;

    void decoded(int readingsTold, int valuesSkipped) {
        decoded++;
        readings += readingsTold;
        skippedValues += valuesSkipped;
    }

    void noise() {
        noise++;
    }

    /** Values beyond a limit, in a line that is counted besides. */
    void overLimit(int values) {
        overLimit += values;
    }

    void partial() {
        partial++;
    }

    /** The line is copied, and made a text only when someone is told. */
    void malformed(byte[] line, int from, int to) {
        malformed++;
        badLength = Math.min(to - from, SHOWN_BYTES);
        System.arraycopy(line, from, bad, 0, badLength);
        badChanged = true;
    }

    DecoderTally tally(String format, @Nullable String limit) {
        if (badChanged) {
            lastMalformed = shown(Arrays.copyOf(bad, badLength));
            badChanged = false;
        }
        return new DecoderTally(
                format,
                decoded + noise + malformed,
                decoded,
                noise,
                malformed,
                partial,
                readings,
                skippedValues,
                lastMalformed,
                overLimit,
                limit);
    }

    private static String shown(byte[] line) {
        String text = LineText.string(line, 0, line.length);
        int end = text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
                ? text.length()
                : text.offsetByCodePoints(0, SHOWN_CHARACTERS);
        return PrintableText.name(text.substring(0, end));
    }
}
