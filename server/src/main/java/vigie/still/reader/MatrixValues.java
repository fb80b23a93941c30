package vigie.still.reader;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import vigie.still.content.StillBytes;

/** The values of a matrix as bytes, inflated some at a time. One thread at a time; to be closed. */
public final class MatrixValues implements AutoCloseable {
    private static final int PIECE = 8192;

    private final StillBytes deflated;
    private final Inflater inflater = new Inflater();
    private final byte[] piece = new byte[PIECE];
    private int offset;
    private int left;

    /**
     * @param deflated as they travel
     * @param values how many they are
     */
    public MatrixValues(StillBytes deflated, int values) {
        this.deflated = deflated;
        this.left = values * Float.BYTES;
    }

    /** How many bytes are still to be read. */
    public int left() {
        return left;
    }

    /**
     * Reads the next: as many as there is room for, or as are left.
     *
     * @return how many bytes
     * @throws IOException when they cannot be read, or are damaged
     */
    public int read(byte[] into) throws IOException {
        int wanted = Math.min(into.length, left);
        int length = 0;
        try {
            while (length < wanted) {
                if (inflater.needsInput()) {
                    feed();
                }
                length += inflater.inflate(into, length, wanted - length);
                if (inflater.finished() && length < wanted) {
                    throw new IOException("matrix: damaged (expected: " + (left - length) + " bytes more)");
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("matrix: damaged: " + e.getMessage(), e);
        }
        left -= length;
        return length;
    }

    private void feed() throws IOException {
        int count = Math.min(PIECE, deflated.length() - offset);
        if (count == 0) {
            throw new IOException("matrix: breaks off (expected: " + left + " bytes more)");
        }
        deflated.read(offset, piece, count);
        offset += count;
        inflater.setInput(piece, 0, count);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
