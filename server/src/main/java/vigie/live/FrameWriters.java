package vigie.live;

import java.util.EnumMap;
import java.util.Map;
import vigie.protocol.WireFormat;

/** The frame writers of one thread, made when first needed: its sessions share their scratch memory. */
final class FrameWriters {
    private final Map<WireFormat, FrameWriter> writers = new EnumMap<>(WireFormat.class);

    FrameWriter of(FrameKey key) {
        return writers.computeIfAbsent(key.format(), FrameWriter::new);
    }
}
