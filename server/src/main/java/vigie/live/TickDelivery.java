package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;

/** Encodes each batch once per audience, and hands the frames to the event loops that are ready. Owned by the ticker thread. */
final class TickDelivery implements AutoCloseable {
    /** Of its buffers each session's duplicate is an object that is used again; Netty's default one makes a new one each time. */
    private static final ByteBufAllocator FRAMES = PooledByteBufAllocator.DEFAULT;

    private final FrameWriters writers = new FrameWriters();
    private @Nullable BatchIndex index;

    /**
     * One tick.
     *
     * @param wanted the audiences by slot; not changed any more
     */
    void deliver(Batch batch, @Nullable Audience[] wanted, List<LoopGroup> groups) {
        List<LoopGroup> ready = wanted.length == 0
                ? List.of()
                : groups.stream().filter(LoopGroup::claimOrDrop).toList();
        if (!ready.isEmpty()) {
            share(encodeOrUnclaim(batch, wanted, ready), ready);
        }
    }

    private static void share(SharedFrames frames, List<LoopGroup> ready) {
        try {
            for (LoopGroup group : ready) {
                frames.retain();
                group.deliver(frames);
            }
        } finally {
            frames.release();
        }
    }

    private SharedFrames encodeOrUnclaim(Batch batch, @Nullable Audience[] wanted, List<LoopGroup> ready) {
        @Nullable ByteBuf[] frames = new ByteBuf[wanted.length];
        try {
            BatchIndex readings = indexOf(batch);
            for (int slot = 0; slot < wanted.length; slot++) {
                Audience audience = wanted[slot];
                if (audience != null) {
                    ByteBuf frame = FRAMES.directBuffer();
                    frames[slot] = frame;
                    encode(batch, readings, audience, frame);
                }
            }
            return new SharedFrames(batch.seq(), wanted, frames);
        } catch (RuntimeException | Error e) {
            SharedFrames.release(frames);
            ready.forEach(LoopGroup::unclaim);
            throw e;
        }
    }

    private void encode(Batch batch, BatchIndex readings, Audience audience, ByteBuf frame) {
        HubFrames.batch(
                audience.writer(writers), frame, audience.view(), batch, sink -> readings.readings(audience, sink));
    }

    private BatchIndex indexOf(Batch batch) {
        if (index == null) {
            index = new BatchIndex(batch);
        } else {
            index.of(batch);
        }
        return index;
    }

    /** When the ticker has ended. */
    @Override
    public void close() {
        writers.close();
    }
}
