package vigie.still.reader;

import org.jspecify.annotations.Nullable;
import vigie.still.content.PictureSize;
import vigie.still.content.StillContent;
import vigie.still.content.StillException;
import vigie.still.content.StillSettings;
import vigie.still.content.StillType;

/** Recognises and checks stills by what they begin with, whatever they are called. Stateless; safe from any thread. */
public final class StillReader {
    private final StillSettings limits;

    public StillReader(StillSettings limits) {
        this.limits = limits;
    }

    /**
     * Reads one.
     *
     * @param bytes the whole still as it came: PNG, JPEG, or a matrix as JSON; kept, not to be written to any more
     * @param claimed what the sender says it is; null when the sender says nothing
     * @throws StillException when it is none, is damaged, breaks off, is over a limit or is not what was claimed
     */
    public StillContent read(byte[] bytes, @Nullable StillType claimed) throws StillException {
        if (bytes.length > limits.maxStillBytes()) {
            throw tooLong(bytes.length);
        }
        StillType type = typeOf(bytes);
        if (claimed != null && claimed != type) {
            throw new StillException(
                    StillException.Kind.WRONG_TYPE,
                    "still: said to be " + name(claimed) + ", and is " + name(type) + " (expected: a type that fits)");
        }
        return switch (type) {
            case PNG -> picture(type, bytes, PngScan.size(bytes));
            case JPEG -> picture(type, bytes, JpegScan.size(bytes));
            case MATRIX -> MatrixReader.read(bytes);
        };
    }

    /** What is said of one that is so long. */
    public StillException tooLong(long bytes) {
        return new StillException(
                StillException.Kind.TOO_LARGE,
                "still: " + bytes + " bytes (expected: at most " + limits.maxStillBytes()
                        + ", stills.max-still-bytes)");
    }

    private StillContent picture(StillType type, byte[] bytes, PictureSize size) throws StillException {
        if (size.pixels() > limits.maxPixels()) {
            throw new StillException(
                    StillException.Kind.TOO_LARGE,
                    "still: " + size.columns() + " × " + size.rows() + " pixels (expected: at most "
                            + limits.maxPixels() + " in all, stills.max-pixels)");
        }
        return new StillContent(type, bytes, size.rows(), size.columns(), null);
    }

    private static StillType typeOf(byte[] bytes) throws StillException {
        if (PngScan.begins(bytes)) {
            return StillType.PNG;
        }
        if (JpegScan.begins(bytes)) {
            return StillType.JPEG;
        }
        if (MatrixReader.begins(bytes)) {
            return StillType.MATRIX;
        }
        if (bytes.length == 0) {
            throw StillException.incomplete("still: empty (expected: PNG, JPEG, or a matrix as JSON)");
        }
        throw StillException.unreadable("still: begins with " + Signatures.shown(bytes)
                + " (expected: PNG, JPEG, or a matrix as JSON, {\"rows\":24,\"columns\":32,\"values\":[…]})");
    }

    private static String name(StillType type) {
        return type == StillType.MATRIX ? "a matrix" : type.media();
    }
}
