package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vigie.hub.HubSnapshot;

/**
 * Catch-ups made within one run of an event loop: sessions that missed the same share one. Without that a loop that is late
 * would be later still. Owned by one event loop; {@link #forget} ends the run.
 */
final class CatchUps {
    private final Supplier<HubSnapshot> hub;
    private final ByteBufAllocator allocator;
    private final FrameWriters writers;
    private final Map<Kind, ByteBuf> made = new HashMap<>();
    private @Nullable HubSnapshot now;

    private record Kind(Audience audience, long thinned) {}

    CatchUps(Supplier<HubSnapshot> hub, ByteBufAllocator allocator, FrameWriters writers) {
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
            HubFrames.catchUp(writer, frames, kind.audience.view(), now(), kind.thinned);
            return frames;
        } catch (RuntimeException e) {
            frames.release();
            throw e;
        }
    }

    private HubSnapshot now() {
        if (now == null) {
            now = hub.get();
        }
        return now;
    }

    /** The run is over: what was made belongs to those who still send it. */
    void forget() {
        if (now != null) {
            made.values().forEach(ByteBuf::release);
            made.clear();
            now = null;
        }
    }
}
