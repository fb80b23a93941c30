package vigie.decode;

/**
 * Turns the bytes of one source into readings. Pure and incremental: it does no I/O, keeps the remainder of a cut line, and
 * says the same whichever way its input is cut into pieces. What it cannot read it counts; it never throws for input.
 *
 * <p>Not thread-safe: one decoder belongs to one source's reader thread. Only {@link #tally()} may be called from any thread.
 */
public interface Decoder {
    /**
     * Decodes a piece of the stream.
     *
     * @param bytes the buffer; read only, not kept
     * @param offset where the piece begins
     * @param length how many bytes it has
     * @param arrivalMillis when it arrived, epoch milliseconds: the time of readings that carry none of their own
     * @param out told of channels and readings, synchronously
     */
    void decode(byte[] bytes, int offset, int length, long arrivalMillis, DecoderOutput out);

    /**
     * The stream breaks off and begins anew (the port was reopened): forgets the remainder, keeps channels and counts.
     *
     * @param midLine whether what comes next may begin in the middle of a line, which is then skipped and counted as partial
     */
    void restart(boolean midLine);

    /** The counts so far. Safe from any thread. */
    DecoderTally tally();
}
