package vigie.decode.line;

import java.util.Arrays;
import vigie.decode.DecoderLimits;

/**
 * Cuts a stream into lines. CR LF, LF and CR end a line alike; empty lines are none. The remainder of a cut line is kept, at most
 * {@link DecoderLimits#MAX_LINE} bytes. Not thread-safe.
 */
final class LineSplitter {
    /** What is told of lines. The array is only valid during the call. */
    interface Lines {
        /** A whole line, not empty, without its end. */
        void line(byte[] bytes, int from, int to);

        /** A line is longer than allowed: this is its beginning, the rest is dropped. */
        void tooLong(byte[] bytes, int from, int to);

        /** The first piece was skipped, since it may have been the end of a line. */
        void partial();
    }

    private static final int FIRST_CAPACITY = 256;

    private byte[] kept = new byte[FIRST_CAPACITY];
    private int keptLength;
    private boolean skipping;
    private boolean skippedAny;
    private boolean dropping;

    /** Forgets the remainder; with {@code midLine} what comes up to the next line end is skipped. */
    void restart(boolean midLine) {
        keptLength = 0;
        dropping = false;
        skipping = midLine;
        skippedAny = false;
    }

    void split(byte[] bytes, int offset, int length, Lines lines) {
        int end = offset + length;
        int begin = offset;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (b == '\n' || b == '\r') {
                piece(bytes, begin, i, lines);
                lineEnd(lines);
                begin = i + 1;
            }
        }
        if (begin < end) {
            keep(bytes, begin, end, lines);
        }
    }

    /** What stands before a line end; a line that came in one piece is told without a copy. */
    private void piece(byte[] bytes, int from, int to, Lines lines) {
        if (skipping || dropping || keptLength > 0 || to - from > DecoderLimits.MAX_LINE) {
            keep(bytes, from, to, lines);
        } else if (to > from) {
            lines.line(bytes, from, to);
        }
    }

    private void lineEnd(Lines lines) {
        if (skipping) {
            skipping = false;
            if (skippedAny) {
                lines.partial();
            }
        } else if (keptLength > 0) {
            int length = keptLength;
            keptLength = 0;
            lines.line(kept, 0, length);
        }
        dropping = false;
    }

    private void keep(byte[] bytes, int from, int to, Lines lines) {
        if (skipping) {
            skippedAny |= to > from;
            return;
        }
        if (dropping || from == to) {
            return;
        }
        int fitting = Math.min(to - from, DecoderLimits.MAX_LINE - keptLength);
        if (keptLength + fitting > kept.length) {
            int wanted = Math.max(2 * kept.length, keptLength + fitting);
            kept = Arrays.copyOf(kept, Math.min(DecoderLimits.MAX_LINE, wanted));
        }
        System.arraycopy(bytes, from, kept, keptLength, fitting);
        keptLength += fitting;
        if (fitting < to - from) {
            dropping = true;
            int length = keptLength;
            keptLength = 0;
            lines.tooLong(kept, 0, length);
        }
    }
}
