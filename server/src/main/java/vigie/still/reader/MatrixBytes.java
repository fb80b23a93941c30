package vigie.still.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import vigie.still.content.StillContent;
import vigie.still.content.StillException;

/** The values of a matrix as they travel: single precision, little endian, row after row, deflated (RFC 1950). */
public final class MatrixBytes {
    private MatrixBytes() {}

    /**
     * The values of a matrix as bytes, not deflated.
     *
     * @throws StillException when they are damaged
     */
    public static byte[] inflated(StillContent matrix) throws StillException {
        return inflated(matrix.payload(), matrix.rows() * matrix.columns());
    }

    /** The values. */
    public static float[] values(StillContent matrix) throws StillException {
        float[] values = new float[matrix.rows() * matrix.columns()];
        ByteBuffer.wrap(inflated(matrix))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private static byte[] inflated(byte[] payload, int values) throws StillException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(payload);
            byte[] plain = new byte[values * Float.BYTES];
            int length = 0;
            int more = inflater.inflate(plain);
            while (more > 0) {
                length += more;
                more = inflater.inflate(plain, length, plain.length - length);
            }
            // The checksum at the end is read when nothing more fits.
            if (length < plain.length
                    || (!inflater.finished() && inflater.inflate(new byte[1]) > 0)
                    || !inflater.finished()) {
                throw StillException.unreadable("matrix: damaged (expected: " + values + " values)");
            }
            return plain;
        } catch (DataFormatException e) {
            throw StillException.unreadable("matrix: damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
