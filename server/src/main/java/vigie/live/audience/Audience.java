package vigie.live.audience;

import java.util.concurrent.atomic.AtomicInteger;
import vigie.live.frame.FrameKey;
import vigie.live.frame.FrameWriter;
import vigie.live.frame.FrameWriters;
import vigie.live.view.Coverage;
import vigie.live.view.View;

/**
 * The sessions that get the same bytes: those with equal keys. There is one object per key as long as a session wants it, so
 * on the way of a frame audiences are compared by identity and found by their slot.
 */
public final class Audience {
    /**
     * Frames of further audiences are not compressed: with so many views few share one, and compressing a frame costs as much as
     * sending it once or twice.
     */
    static final int MAX_DEFLATED = 100;

    private static final long NOTHING_LEFT_OUT = -1;

    private final FrameKey key;
    private final int slot;
    private final long weight;
    /** Owned by the ticker thread. */
    private final Coverage coverage;
    /** Changed under the live feed's lock. */
    private volatile int sessions;
    /** How many of them can take something now. */
    private final AtomicInteger takers = new AtomicInteger();
    /** Set by the ticker thread. */
    private volatile boolean large;
    /** Set by the ticker thread. */
    private volatile long leftOutAfter = NOTHING_LEFT_OUT;

    Audience(FrameKey key, int slot) {
        this.key = key;
        this.slot = slot;
        this.coverage = new Coverage(key.view());
        this.weight = key.view().weight();
    }

    FrameKey key() {
        return key;
    }

    public View view() {
        return key.view();
    }

    /** About how much memory it takes, in bytes. */
    long weight() {
        return weight;
    }

    /** Its place in the arrays of a tick. Used again once this audience is gone: compare the audience too. */
    int slot() {
        return slot;
    }

    /** What to write its frames with. */
    public FrameWriter writer(FrameWriters writers) {
        return writers.of(key.format(), key.deflate() && slot < MAX_DEFLATED);
    }

    /** Ticker thread only. */
    Coverage coverage() {
        return coverage;
    }

    /** How many sessions it has. */
    int sessions() {
        return sessions;
    }

    /** One of its sessions can take something from now on, or cannot any more. */
    public void takes(boolean something) {
        takers.addAndGet(something ? 1 : -1);
    }

    /** Whether one of its sessions can take something. */
    public boolean hasTakers() {
        return takers.get() > 0;
    }

    /** Whether it is among the few with the most sessions: those are served first. */
    public boolean isLarge() {
        return large;
    }

    public void isLarge(boolean now) {
        large = now;
    }

    /** The update after which it was left out for want of time or room, so that a later frame goes on from there; -1 when it was not. */
    public long leftOutAfter() {
        return leftOutAfter;
    }

    /** No frame now, for want of time or room. */
    public void leaveOut(long seq) {
        if (leftOutAfter == NOTHING_LEFT_OUT) {
            leftOutAfter = seq - 1;
        }
    }

    /** It got a frame, or nobody was there who could take one: those catch up by themselves. */
    public void goOn() {
        if (leftOutAfter != NOTHING_LEFT_OUT) {
            leftOutAfter = NOTHING_LEFT_OUT;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Under the lock.
    void add() {
        sessions++;
    }

    /** Whether that was the last session. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Under the lock.
    boolean removeLast() {
        return --sessions == 0;
    }
}
