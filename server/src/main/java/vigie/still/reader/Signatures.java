package vigie.still.reader;

import java.util.Arrays;
import java.util.HexFormat;

/** What files begin with. */
final class Signatures {
    private static final int SHOWN = 8;

    private Signatures() {}

    /** Whether these bytes begin so; of fewer bytes, whether they may. Of none nobody knows. */
    static boolean begins(byte[] bytes, byte[] signature) {
        int length = Math.min(bytes.length, signature.length);
        return length > 0 && Arrays.equals(bytes, 0, length, signature, 0, length);
    }

    /** What bytes begin with, for people. */
    static String shown(byte[] bytes) {
        int length = Math.min(bytes.length, SHOWN);
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, 0, length)
                + (bytes.length > length ? " …" : "");
    }
}
