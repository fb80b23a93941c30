package vigie.work.health;

/**
 * The sign of life of one thread: the thread counts it up whenever it makes progress, at least once a second while it works or waits,
 * and says when it ends. {@link Watchdog} looks whether it goes on counting. Costs a store to memory. Thread-safe.
 */
public final class Pulse {
    private volatile long beats;
    private volatile boolean ended;

    /** The longest that a thread may wait for something to do before it beats again, in milliseconds. */
    public static final long REST_MILLIS = 1_000;

    /** The thread makes progress, or has nothing to do. Only one thread at a time beats. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void beat() {
        beats++;
    }

    /** The thread ends. */
    public void end() {
        ended = true;
    }

    long beats() {
        return beats;
    }

    boolean hasEnded() {
        return ended;
    }
}
