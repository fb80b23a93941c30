package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames of one tick, one per distinct view and format, shared by the event loops; released by the last of them. */
final class SharedFrames extends AbstractReferenceCounted {
    private final long seq;
    private final Map<FrameKey, ByteBuf> frames;

    /**
     * @param frames owned by this object from now on
     */
    SharedFrames(long seq, Map<FrameKey, ByteBuf> frames) {
        this.seq = seq;
        this.frames = frames;
    }

    long seq() {
        return seq;
    }

    /** The frame for sessions of this kind; borrowed. */
    @Nullable
    ByteBuf frame(FrameKey key) {
        return frames.get(key);
    }

    @Override
    protected void deallocate() {
        frames.values().forEach(ByteBuf::release);
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
