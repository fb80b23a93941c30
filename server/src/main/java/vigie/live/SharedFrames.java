package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import org.jspecify.annotations.Nullable;

/** The frames of one tick, one per audience, shared by the event loops; released by the last of them. */
final class SharedFrames extends AbstractReferenceCounted {
    private final long seq;
    private final @Nullable Audience[] audiences;
    private final @Nullable ByteBuf[] frames;

    /**
     * @param audiences by slot, as they were when this tick was encoded
     * @param frames by slot; owned by this object from now on
     */
    SharedFrames(long seq, @Nullable Audience[] audiences, @Nullable ByteBuf[] frames) {
        this.seq = seq;
        this.audiences = audiences;
        this.frames = frames;
    }

    long seq() {
        return seq;
    }

    /** The frame for this audience, null when it came after this tick; borrowed. Its slot may have been another's then. */
    @Nullable
    ByteBuf frame(Audience audience) {
        int slot = audience.slot();
        return slot < audiences.length && audiences[slot] == audience ? frames[slot] : null;
    }

    @Override
    protected void deallocate() {
        release(frames);
    }

    static void release(@Nullable ByteBuf[] frames) {
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
