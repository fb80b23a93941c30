package vigie.store.sqlite.block;

import java.nio.ByteBuffer;

/** Whole numbers of as many bytes as they need: seven bits a byte, the lowest first; signed ones folded so that small ones stay short. */
final class VarInts {
    /** Of one number. */
    static final int MAX_BYTES = 10;

    private static final int MORE = 0x80;

    private VarInts() {}

    static void put(ByteBuffer target, long signed) {
        long rest = (signed << 1) ^ (signed >> 63);
        while ((rest & ~0x7fL) != 0) {
            target.put((byte) (rest | MORE));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }

    /**
     * Takes one.
     *
     * @throws java.nio.BufferUnderflowException when it is cut
     * @throws IllegalArgumentException when it is longer than any number
     */
    static long get(ByteBuffer source) {
        long folded = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = source.get();
            folded |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (folded >>> 1) ^ -(folded & 1);
            }
        }
        throw new IllegalArgumentException("a number of more than " + MAX_BYTES + " bytes");
    }
}
