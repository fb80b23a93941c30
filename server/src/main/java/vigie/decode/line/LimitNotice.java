package vigie.decode.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vigie.decode.DecoderLimits;
import vigie.sensor.PrintableText;

/** Remembers which limit a value was beyond last, and makes a text of it only when somebody asks. Belongs to the decoding thread. */
final class LimitNotice {
    private static final byte[] NONE = {};

    private byte[] name = NONE;
    private int length;
    private @Nullable String text;

    void remember(byte[] bytes, int from, int to) {
        int most = Math.min(to - from, DecoderLimits.MAX_NAME);
        if (to - from == length && Arrays.equals(name, 0, name.length, bytes, from, from + most)) {
            return;
        }
        name = Arrays.copyOfRange(bytes, from, from + most);
        length = to - from;
        text = null;
    }

    /** Null when no value was beyond a limit. */
    @Nullable
    String text() {
        if (text == null && length > 0) {
            String shown = PrintableText.name(LineText.string(name, 0, name.length));
            text = length > DecoderLimits.MAX_NAME
                    ? "a name of " + length + " bytes is skipped (expected: at most " + DecoderLimits.MAX_NAME
                            + " bytes): " + shown + "…"
                    : DecoderLimits.MAX_CHANNELS
                            + " channels are known, the most that a source may have: values of further names,"
                            + " such as " + shown + ", are skipped";
        }
        return text;
    }
}
