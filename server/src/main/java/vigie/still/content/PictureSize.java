package vigie.still.content;

/** How large a picture is, read from its header, once all of it was looked through. */
public record PictureSize(int rows, int columns) {
    /** Nothing is larger in either direction: {@value}. */
    static final int MAX_SIDE = 65_535;

    public static PictureSize of(int rows, int columns) throws StillException {
        if (rows < 1 || columns < 1 || rows > MAX_SIDE || columns > MAX_SIDE) {
            throw StillException.unreadable("picture: " + Integer.toUnsignedString(columns) + " × "
                    + Integer.toUnsignedString(rows) + " pixels (expected: 1 to " + MAX_SIDE + " each way)");
        }
        return new PictureSize(rows, columns);
    }

    public long pixels() {
        return (long) rows * columns;
    }
}
