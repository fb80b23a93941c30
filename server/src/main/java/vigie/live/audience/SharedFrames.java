package vigie.live.audience;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import org.jspecify.annotations.Nullable;

/** The frames of one tick, one per audience, shared by the event loops; released by the last of them. */
public final class SharedFrames extends AbstractReferenceCounted {
    private final long seq;
    private final @Nullable Audience[] audiences;
    private final @Nullable ByteBuf[] frames;
    /** By slot: what who takes the frame has before; null when that is the tick before for all. */
    private final long @Nullable [] after;

    /**
     * @param audiences by slot, as they were when this tick was encoded
     * @param frames by slot, null for those left out this time; owned by this object from now on
     */
    public SharedFrames(long seq, @Nullable Audience[] audiences, @Nullable ByteBuf[] frames) {
        this(seq, audiences, frames, null);
    }

    /**
     * @param after by slot the last update that is not in the frame; null when that is the one before for all
     */
    public SharedFrames(long seq, @Nullable Audience[] audiences, @Nullable ByteBuf[] frames, long @Nullable [] after) {
        this.seq = seq;
        this.audiences = audiences;
        this.frames = frames;
        this.after = after;
    }

    public long seq() {
        return seq;
    }

    /** The frame for this audience, null when it came after this tick or was left out; borrowed. Its slot may have been another's then. */
    @Nullable
    public ByteBuf frame(Audience audience) {
        return knows(audience) ? frames[audience.slot()] : null;
    }

    /** The same for a session whose last update was {@code lastSeq}; null also when the frame does not go on from there. */
    @Nullable
    public ByteBuf frame(Audience audience, long lastSeq) {
        ByteBuf frame = frame(audience);
        long before = frame == null || after == null ? seq - 1 : after[audience.slot()];
        return before == lastSeq ? frame : null;
    }

    /** Whether there is no frame for this audience although it was there: its turn comes with a later tick. */
    public boolean leavesOut(Audience audience) {
        return knows(audience) && frames[audience.slot()] == null;
    }

    private boolean knows(Audience audience) {
        int slot = audience.slot();
        return slot < audiences.length && audiences[slot] == audience;
    }

    @Override
    protected void deallocate() {
        release(frames);
    }

    public static void release(@Nullable ByteBuf[] frames) {
        for (ByteBuf frame : frames) {
            if (frame != null) {
                frame.release();
            }
        }
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
