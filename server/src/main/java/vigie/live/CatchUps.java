package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vigie.hub.HubSnapshot;
import vigie.protocol.WireFormat;

/**
 * Catch-ups made within one run of an event loop: sessions that missed the same share one. Without that a loop that is late
 * would be later still. Used by one event loop; close it after the run.
 */
final class CatchUps implements AutoCloseable {
    private final Supplier<HubSnapshot> hub;
    private final ByteBufAllocator allocator;
    private final Map<Kind, ByteBuf> made = new HashMap<>();
    private final Map<WireFormat, FrameWriter> writers = new EnumMap<>(WireFormat.class);
    private @Nullable HubSnapshot now;

    private record Kind(FrameKey key, long missed) {}

    CatchUps(Supplier<HubSnapshot> hub, ByteBufAllocator allocator) {
        this.hub = hub;
        this.allocator = allocator;
    }

    /** The place to which the catch-ups of this run lead. */
    long seq() {
        return now().seq();
    }

    /** For a session whose last update was {@code lastSeq}; borrowed. */
    ByteBuf frames(FrameKey key, long lastSeq) {
        return made.computeIfAbsent(new Kind(key, seq() - lastSeq), this::make);
    }

    private ByteBuf make(Kind kind) {
        FrameWriter writer = writers.computeIfAbsent(kind.key.format(), FrameWriter::new);
        ByteBuf frames = allocator.directBuffer();
        try {
            HubFrames.catchUp(writer, frames, kind.key.view(), now(), kind.missed);
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

    @Override
    public void close() {
        made.values().forEach(ByteBuf::release);
    }
}
