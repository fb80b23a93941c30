package vigie;

/** Runs work while the heap is full but for a few bytes. For a JVM of its own with a small heap and nobody else in it. */
public final class ScarceMemory {
    private static final int[] BLOCKS = {32_768, 1_024, 64};
    private static final int MOST = 1 << 15;

    private final Object[] held = new Object[MOST];
    private int count;

    /**
     * Whether memory ran out in it.
     *
     * @param spareBytes about how much is free
     */
    public boolean runsOut(int spareBytes, Runnable work) {
        Object spare = new byte[spareBytes];
        try {
            fill();
            spare = null;
            work.run();
            return false;
        } catch (OutOfMemoryError e) {
            return true;
        } finally {
            while (count > 0) {
                held[--count] = null;
            }
            if (spare != null) {
                spare = null;
            }
        }
    }

    private void fill() {
        for (int block : BLOCKS) {
            try {
                while (count < MOST) {
                    held[count] = new byte[block];
                    count++;
                }
            } catch (OutOfMemoryError e) {
                // Full with blocks of this size: the smaller ones fill the rest.
            }
        }
    }
}
