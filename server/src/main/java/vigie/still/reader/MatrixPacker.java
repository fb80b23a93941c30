package vigie.still.reader;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import vigie.still.content.MatrixScale;
import vigie.still.content.StillContent;
import vigie.still.content.StillType;

/** Packs the values of a matrix as they come, so that a large one is in memory only deflated. One thread; to be closed. */
final class MatrixPacker implements AutoCloseable {
    private static final int LEVEL = 4;
    private static final int PIECE = 8192;

    private final Deflater deflater = new Deflater(LEVEL);
    private final ByteBuffer plain = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] piece = new byte[PIECE];
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private int count;
    private float low = Float.NaN;
    private float high = Float.NaN;

    /** How many values there are so far. */
    int count() {
        return count;
    }

    /** The next value; NaN stands for none. */
    void add(float value) {
        if (!plain.hasRemaining()) {
            pack();
        }
        plain.putFloat(value);
        count++;
        if (!Float.isNaN(value)) {
            low = low <= value ? low : value;
            high = high >= value ? high : value;
        }
    }

    /** All of them, ready to be sent. */
    StillContent content(int rows, int columns, @Nullable String unit) {
        pack();
        deflater.finish();
        drain();
        return new StillContent(
                StillType.MATRIX, packed.toByteArray(), rows, columns, new MatrixScale(unit, low, high));
    }

    private void pack() {
        deflater.setInput(plain.array(), 0, plain.position());
        drain();
        plain.clear();
    }

    private void drain() {
        int length = deflater.deflate(piece);
        while (length > 0) {
            packed.write(piece, 0, length);
            length = deflater.deflate(piece);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
