package vigie.still.content;

import org.jspecify.annotations.Nullable;

/** What is to be seen on a still, checked and ready to be sent. Immutable: its bytes are shared and never written to. */
public final class StillContent {
    private final StillType type;
    private final byte[] payload;
    private final int rows;
    private final int columns;
    private final @Nullable MatrixScale scale;

    /**
     * @param payload as it travels
     * @param rows of pixels or of values
     * @param columns of pixels or of values
     * @param scale of a matrix; null for pictures
     */
    public StillContent(StillType type, byte[] payload, int rows, int columns, @Nullable MatrixScale scale) {
        this.type = type;
        this.payload = payload;
        this.rows = rows;
        this.columns = columns;
        this.scale = scale;
    }

    public StillType type() {
        return type;
    }

    /** As it travels; not to be written to. */
    public byte[] payload() {
        return payload;
    }

    /** Of pixels or of values. */
    public int rows() {
        return rows;
    }

    /** Of pixels or of values. */
    public int columns() {
        return columns;
    }

    /** Null for pictures. */
    public @Nullable MatrixScale scale() {
        return scale;
    }
}
