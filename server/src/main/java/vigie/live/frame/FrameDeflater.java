package vigie.live.frame;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses messages as permessage-deflate wants them (RFC 7692, section 7.2.1), each on its own, so that the same bytes suit every
 * session. Owned by one thread; its memory is native, about 260 kB, until it is closed.
 */
final class FrameDeflater implements AutoCloseable {
    /** Each flush ends with 00 00 FF FF, which the receiver adds again. */
    private static final int TAIL = 4;
    /** Scratch memory beyond this is given back with the next short message. */
    private static final int KEPT = 1 << 20;

    private final Deflater deflater;
    private byte[] deflated = new byte[2048];

    FrameDeflater(int level) {
        deflater = new Deflater(level, true);
    }

    /** Compresses the beginning of an array. Returns how many bytes of {@link #bytes} hold the result. */
    int deflate(byte[] message, int length) {
        return deflate(message, 0, length);
    }

    /** Compresses a part of an array. Returns how many bytes of {@link #bytes} hold the result. */
    int deflate(byte[] message, int from, int length) {
        if (deflated.length > KEPT && length < KEPT) {
            deflated = new byte[2048];
        }
        try {
            deflater.setInput(message, from, length);
            int size = 0;
            // A flush is complete only when room is left after it.
            while ((size += deflater.deflate(deflated, size, deflated.length - size, Deflater.SYNC_FLUSH))
                    == deflated.length) {
                deflated = Arrays.copyOf(deflated, deflated.length * 2);
            }
            return size - TAIL;
        } finally {
            deflater.reset(); // Also when it found no memory: the next message begins anew.
        }
    }

    /** The result of the last call; valid until the next. */
    byte[] bytes() {
        return deflated;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
