package vigie.still;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The values of a matrix as they travel: single precision, little endian, row after row, deflated (RFC 1950). */
public final class MatrixBytes {
    private static final int LEVEL = 4;

    private MatrixBytes() {}

    /** A matrix ready to be sent; NaN stands for no value. */
    static StillContent content(int rows, int columns, float[] values, @Nullable String unit) {
        float low = Float.NaN;
        float high = Float.NaN;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                low = low <= value ? low : value;
                high = high >= value ? high : value;
            }
        }
        return new StillContent(StillType.MATRIX, deflated(values), rows, columns, new MatrixScale(unit, low, high));
    }

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

    private static byte[] deflated(float[] values) {
        ByteBuffer plain = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        plain.asFloatBuffer().put(values);
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(plain.array());
            deflater.finish();
            byte[] out = new byte[Math.max(64, plain.capacity() / 2)];
            int length = deflater.deflate(out);
            while (!deflater.finished()) {
                out = Arrays.copyOf(out, out.length * 2);
                length += deflater.deflate(out, length, out.length - length);
            }
            return Arrays.copyOf(out, length);
        } finally {
            deflater.end();
        }
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
