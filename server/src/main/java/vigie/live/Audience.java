package vigie.live;

/**
 * The sessions that get the same bytes: those with equal keys. There is one object per key as long as a session wants it, so
 * on the way of a frame audiences are compared by identity and found by their slot.
 */
final class Audience {
    /**
     * Frames of further audiences are not compressed: with so many views few share one, and compressing a frame costs as much as
     * sending it once or twice.
     */
    static final int MAX_DEFLATED = 100;

    private final FrameKey key;
    private final int slot;
    /** Owned by the ticker thread. */
    private final Coverage coverage;
    /** Guarded by the live feed's lock. */
    private int sessions;

    Audience(FrameKey key, int slot) {
        this.key = key;
        this.slot = slot;
        this.coverage = new Coverage(key.view());
    }

    FrameKey key() {
        return key;
    }

    View view() {
        return key.view();
    }

    /** Its place in the arrays of a tick. Used again once this audience is gone: compare the audience too. */
    int slot() {
        return slot;
    }

    /** What to write its frames with. */
    FrameWriter writer(FrameWriters writers) {
        return writers.of(key.format(), key.deflate() && slot < MAX_DEFLATED);
    }

    /** Ticker thread only. */
    Coverage coverage() {
        return coverage;
    }

    void add() {
        sessions++;
    }

    /** Whether that was the last session. */
    boolean removeLast() {
        return --sessions == 0;
    }
}
