package vigie.source;

/** What a source delivers. Called on the thread that runs the source. */
public interface SourceOutput {
    /**
     * The source is open.
     *
     * @param midLine whether its first bytes may begin in the middle of a line
     */
    void opened(boolean midLine);

    /**
     * Bytes as the device sent them. May block for a moment when the hub is full: that slows the source. Nothing is
     * lost here; a device that cannot wait loses what does not fit its port's buffer meanwhile.
     *
     * @param bytes the buffer, not kept
     * @param offset where they begin
     * @param length how many
     * @param arrivalMillis when they arrived, epoch milliseconds
     */
    void bytes(byte[] bytes, int offset, int length, long arrivalMillis);

    /** Nothing came for a second before the first byte: what comes next begins a line. */
    void quiet();
}
