package vigie.still.reader;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import vigie.still.content.PictureSize;
import vigie.still.content.StillException;

/** Looks through a PNG, chunk by chunk (ISO/IEC 15948, section 5): whole, in order, nothing damaged. The picture itself is not unpacked. */
final class PngScan {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int HEADER_BYTES = 13;
    /** Length, type and CRC of a chunk. */
    private static final int CHUNK_FRAME = 12;

    private final ByteBuffer bytes;
    private boolean picture;

    private PngScan(byte[] png) {
        bytes = ByteBuffer.wrap(png);
    }

    /** Whether these bytes begin like one, as far as they go. */
    static boolean begins(byte[] bytes) {
        return Signatures.begins(bytes, SIGNATURE);
    }

    /** Its size. */
    static PictureSize size(byte[] png) throws StillException {
        return new PngScan(png).scan();
    }

    private PictureSize scan() throws StillException {
        if (bytes.remaining() < SIGNATURE.length) {
            throw broken();
        }
        bytes.position(SIGNATURE.length);
        PictureSize size = header();
        while (chunk() != IEND) {
            // On to the next.
        }
        if (!picture) {
            throw StillException.unreadable("PNG: no picture in it (expected: an IDAT chunk)");
        }
        return size;
    }

    private PictureSize header() throws StillException {
        int begin = bytes.position();
        if (bytes.remaining() < CHUNK_FRAME + HEADER_BYTES) {
            throw broken();
        }
        if (bytes.getInt(begin) != HEADER_BYTES || chunk() != IHDR) {
            throw StillException.unreadable("PNG: does not begin with its header (expected: an IHDR chunk)");
        }
        return PictureSize.of(bytes.getInt(begin + 12), bytes.getInt(begin + 8));
    }

    /** Passes over a chunk and returns its type. */
    private int chunk() throws StillException {
        if (bytes.remaining() < CHUNK_FRAME) {
            throw broken();
        }
        int begin = bytes.position();
        int length = bytes.getInt();
        if (length < 0) {
            throw StillException.unreadable("PNG: damaged at byte " + begin + ": a length is impossible");
        }
        int type = bytes.getInt();
        if (bytes.remaining() - 4 < length) {
            throw broken();
        }
        CRC32 sum = new CRC32();
        sum.update(bytes.array(), begin + 4, length + 4);
        bytes.position(begin + 8 + length);
        if (bytes.getInt() != (int) sum.getValue()) {
            throw StillException.unreadable("PNG: damaged at byte " + begin + ": a checksum is wrong");
        }
        picture |= type == IDAT;
        return type;
    }

    private StillException broken() {
        return StillException.incomplete(
                "PNG: breaks off after " + bytes.capacity() + " bytes (expected: an IEND chunk)");
    }
}
