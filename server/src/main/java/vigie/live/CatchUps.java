package vigie.live;

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

/**
 * Catch-ups made within one run of an event loop: sessions that missed the same share one. Without that a loop that is late
 * would be later still. Owned by one event loop; {@link #forget} ends the run.
 */
final class CatchUps {
    /** Who missed more batches is told everything instead of what changed in them, and who missed one is told all of it. */
    private static final int MOST_BATCHES = 100;

    private final Hub hub;
    private final ByteBufAllocator allocator;
    private final FrameWriters writers;
    private final Map<Kind, ByteBuf> made = new HashMap<>();
    /** The same for all of an audience, however much each missed. */
    private final Map<Audience, ByteBuf> states = new HashMap<>();

    private @Nullable Past recent;

    private record Kind(Audience audience, long thinned) {}

    CatchUps(Hub hub, ByteBufAllocator allocator, FrameWriters writers) {
        this.hub = hub;
        this.allocator = allocator;
        this.writers = writers;
    }

    /** The place to which the catch-ups of this run lead. */
    long seq() {
        return now().seq();
    }

    /** For a session whose last update was {@code lastSeq}, before {@link #seq}; borrowed. */
    ByteBuf frames(Audience audience, long lastSeq) {
        return made.computeIfAbsent(new Kind(audience, seq() - lastSeq - 1), this::make);
    }

    private ByteBuf make(Kind kind) {
        FrameWriter writer = kind.audience.writer(writers);
        ByteBuf frames = allocator.directBuffer();
        try {
            List<Batch> missed = missed(kind.thinned + 1);
            if (missed.isEmpty()) {
                frames.writeBytes(states(kind.audience).duplicate());
                HubFrames.newest(writer, frames, kind.audience.view(), now(), kind.thinned);
            } else if (missed.size() == 1) {
                HubFrames.batch(writer, frames, kind.audience.view(), missed.get(0));
            } else {
                HubFrames.changed(writer, frames, kind.audience.view(), now(), missed);
            }
            return frames;
        } catch (RuntimeException e) {
            frames.release();
            throw e;
        }
    }

    private ByteBuf states(Audience audience) {
        ByteBuf known = states.get(audience);
        if (known == null) {
            known = allocator.directBuffer();
            states.put(audience, known);
            HubFrames.states(audience.writer(writers), known, audience.view(), now());
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
    void forget() {
        if (recent != null) {
            made.values().forEach(ByteBuf::release);
            made.clear();
            states.values().forEach(ByteBuf::release);
            states.clear();
            recent = null;
        }
    }
}
