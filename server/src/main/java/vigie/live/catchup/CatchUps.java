package vigie.live.catchup;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.HubSnapshot;
import vigie.hub.Past;
import vigie.live.audience.Audience;
import vigie.live.frame.FrameWriter;
import vigie.live.frame.FrameWriters;
import vigie.live.frame.HubFrames;
import vigie.live.limits.FrameBudget;

/**
 * Catch-ups made within one run of a thread: sessions that missed the same share one. Without that an event loop that is late
 * would be later still. Owned by one thread; {@link #forget} ends the run.
 */
public final class CatchUps {
    /** Who missed more batches is told everything instead of what changed in them, and who missed one is told all of it. */
    private static final int MOST_BATCHES = 100;

    private final Hub hub;
    private final ByteBufAllocator allocator;
    private final FrameWriters writers;
    private final FrameBudget budget;
    private final Map<Kind, ByteBuf> made = new HashMap<>();
    /** The same for all of an audience, however much each missed. */
    private final Map<Audience, ByteBuf> states = new HashMap<>();

    private @Nullable Past recent;

    private record Kind(Audience audience, long thinned) {}

    public CatchUps(Hub hub, ByteBufAllocator allocator, FrameWriters writers, FrameBudget budget) {
        this.hub = hub;
        this.allocator = allocator;
        this.writers = writers;
        this.budget = budget;
    }

    /** The place to which the catch-ups of this run lead. */
    public long seq() {
        return now().seq();
    }

    /** The same as {@link #frames} if it was made in this run already; otherwise null. */
    @Nullable
    public ByteBuf made(Audience audience, long lastSeq) {
        return made.get(kind(audience, lastSeq));
    }

    /** For a session whose last update was {@code lastSeq}, before {@link #seq}; borrowed. */
    public ByteBuf frames(Audience audience, long lastSeq) {
        Kind kind = kind(audience, lastSeq);
        ByteBuf known = made.get(kind);
        if (known != null) {
            return known;
        }
        ByteBuf frames = allocator.directBuffer();
        try {
            write(kind, frames);
            budget.hold(frames);
            made.put(kind, frames);
            return frames;
        } catch (RuntimeException | Error e) {
            frames.release();
            throw e;
        }
    }

    private Kind kind(Audience audience, long lastSeq) {
        return new Kind(audience, seq() - lastSeq - 1);
    }

    private void write(Kind kind, ByteBuf frames) {
        FrameWriter writer = kind.audience.writer(writers);
        List<Batch> missed = missed(kind.thinned + 1);
        if (missed.isEmpty()) {
            frames.writeBytes(states(kind.audience).duplicate());
            HubFrames.newest(writer, frames, kind.audience.view(), now(), kind.thinned);
        } else if (missed.size() == 1) {
            HubFrames.batch(writer, frames, kind.audience.view(), missed.get(0));
        } else {
            HubFrames.changed(writer, frames, kind.audience.view(), now(), missed);
        }
    }

    private ByteBuf states(Audience audience) {
        ByteBuf known = states.get(audience);
        if (known == null) {
            known = allocator.directBuffer();
            try {
                HubFrames.states(audience.writer(writers), known, audience.view(), now());
                states.put(audience, known);
            } catch (RuntimeException | Error e) {
                known.release();
                throw e;
            }
        }
        return known;
    }

    /** The latest batches, as many as asked for; none when they are too many or not remembered any more. The last one always is. */
    private List<Batch> missed(long count) {
        List<Batch> batches = recent().batches();
        int size = batches.size();
        return count <= size ? batches.subList(size - (int) count, size) : List.of();
    }

    private HubSnapshot now() {
        return recent().now();
    }

    private Past recent() {
        if (recent == null) {
            recent = hub.recent(MOST_BATCHES);
        }
        return recent;
    }

    /** The run is over: what was made belongs to those who still send it. */
    public void forget() {
        if (recent != null) {
            made.values().forEach(ByteBuf::release);
            made.clear();
            states.values().forEach(ByteBuf::release);
            states.clear();
            recent = null;
        }
    }
}
