package vigie.still.content;

import java.io.IOException;

/** The bytes of a still as they travel, read some at a time: a slow reader holds none of them. Thread-safe; may block. */
public interface StillBytes {
    /** How many there are. */
    int length();

    /**
     * Reads some.
     *
     * @param offset of the first
     * @param into gets them, from its beginning
     * @param count how many, at most as many as there are from {@code offset} on
     * @throws IOException when they cannot be read, or are gone
     */
    void read(int offset, byte[] into, int count) throws IOException;
}
