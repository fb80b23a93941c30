package vigie.api.still;

import java.io.IOException;
import vigie.http.route.BodyStream;
import vigie.still.content.StillBytes;

/** A still as it travels. */
final class StillBytesBody implements StillBody {
    private static final int PIECE = 16 * 1024;

    private final StillBytes bytes;
    private int offset;

    StillBytesBody(StillBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public boolean writeSome(BodyStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        while (offset < bytes.length() && !out.isFull()) {
            int count = Math.min(PIECE, bytes.length() - offset);
            bytes.read(offset, piece, count);
            out.write(piece, 0, count);
            offset += count;
        }
        return offset < bytes.length();
    }
}
