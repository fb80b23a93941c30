package vigie.api.still;

import java.io.IOException;
import vigie.http.route.BodyStream;
import vigie.still.reader.MatrixValues;

/** The values of a matrix for a client that cannot inflate them. */
final class MatrixBytesBody implements StillBody {
    private static final int PIECE = 16 * 1024;

    private final MatrixValues values;

    MatrixBytesBody(MatrixValues values) {
        this.values = values;
    }

    @Override
    public boolean writeSome(BodyStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        while (values.left() > 0 && !out.isFull()) {
            out.write(piece, 0, values.read(piece));
        }
        if (values.left() > 0) {
            return true;
        }
        values.close();
        return false;
    }
}
