package vigie.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    DecoderTally tally(String format) {
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
                lastMalformed);
    }

    private static String shown(byte[] line) {
        String text = LineText.string(line, 0, line.length);
        StringBuilder shown = new StringBuilder(SHOWN_CHARACTERS);
        for (int i = 0; i < Math.min(text.length(), SHOWN_CHARACTERS); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
        }
        return shown.toString();
    }
}
