package vigie.decode.line;

/** How the lines of a device are written. Not thread-safe; it may remember what earlier lines said. */
public interface LineFormat {
    /** Its name, as in the configuration. */
    String name();

    /**
     * Reads one line, blanks around it taken off.
     *
     * @param line the buffer; valid during the call
     * @param into takes the readings; what it holds is only used when the line is {@link Verdict#DECODED}
     */
    Verdict read(byte[] line, int from, int to, LineReadings into);

    /** The stream begins anew: the device may be another one. */
    default void restart() {}
}
