package vigie.live.still;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vigie.live.frame.FrameOutlet;
import vigie.live.view.View;
import vigie.protocol.message.StillHeader;
import vigie.sensor.SensorId;
import vigie.still.content.MatrixScale;
import vigie.still.content.Still;
import vigie.still.content.StillContent;

/**
 * The stills of one session on their way. A still goes out in parts, whole binary messages between which updates pass: the next part
 * follows when the kernel has the one before, and the session takes updates and has them. One still is under way at a time; of each sensor
 * one more waits, the newest, and those that it replaces are skipped, counted and told.
 *
 * <p>Its memory is one part and what it shares with others. Owned by the session's event loop.
 */
public final class StillLane {
    /** No message is longer, header and all: 32 KiB. */
    public static final int MAX_MESSAGE = 32 * 1024;
    /** A header never takes so much: names are bounded. */
    static final int HEADER_ROOM = 1024;

    static final int PART = MAX_MESSAGE - HEADER_ROOM;

    private static final int FINAL_BINARY = 0x82;
    private static final int LENGTH_16 = 126;
    private static final int FRAME_HEADER = 4;

    private final ChannelHandlerContext ctx;
    private final FrameOutlet outlet;
    private final StillLoop loop;
    private final View view;
    private final BooleanSupplier sessionTakes;
    private final Map<SensorId, Waiting> waiting = new LinkedHashMap<>();
    private final Map<SensorId, Long> newest = new HashMap<>();
    private @Nullable Waiting sending;
    private int part;
    private boolean inFlight;
    private boolean queued;
    private boolean closed;

    /** A still, and how many of its sensor were skipped for it. */
    private record Waiting(Still still, long skipped) {}

    /**
     * @param view the sensors of the session
     * @param sessionTakes whether the session takes something now and no update waits for it
     */
    StillLane(ChannelHandlerContext ctx, FrameOutlet outlet, StillLoop loop, View view, BooleanSupplier sessionTakes) {
        this.ctx = ctx;
        this.outlet = outlet;
        this.loop = loop;
        this.view = view;
        this.sessionTakes = sessionTakes;
    }

    public boolean shows(View wanted) {
        return view.equals(wanted);
    }

    /** A still came, in place of so many others. */
    void offer(Still still, long inPlaceOf) {
        SensorId sensor = still.sensor();
        Long last = newest.get(sensor);
        if (closed || !view.covers(sensor) || (last != null && last >= still.id())) {
            return;
        }
        newest.put(sensor, still.id());
        Waiting before = waiting.get(sensor);
        long skipped = inPlaceOf + (before == null ? 0 : before.skipped() + 1);
        loop.skipped(inPlaceOf + (before == null ? 0 : 1));
        waiting.put(sensor, new Waiting(still, skipped));
        wake();
    }

    /** Something changed that may let the next part go. */
    public void wake() {
        if (!queued && mayProceed()) {
            queued = true;
            loop.enqueue(this);
        }
    }

    /** Its turn. */
    void sendPart() {
        queued = false;
        Waiting now = mayProceed() ? current() : null;
        if (now == null) {
            return;
        }
        int parts = partsOf(now.still().content());
        ByteBuf frame = frame(now, parts, part + 1);
        try {
            loop.hold(frame);
            part++;
            inFlight = true;
            if (part == parts) {
                sending = null;
                loop.sent();
            }
            outlet.write(frame, this::taken);
        } finally {
            frame.release();
        }
    }

    /** What is under way although a newer one waits; null when there is none. */
    @Nullable
    Still outdated() {
        return sending != null && waiting.containsKey(sending.still().sensor()) ? sending.still() : null;
    }

    /** Leaves what is under way, for a newer one waits: who gets the parts sees that another still begins. */
    void giveUp() {
        Waiting left = sending;
        if (left != null) {
            sending = null;
            loop.skipped(1);
            waiting.computeIfPresent(
                    left.still().sensor(),
                    (sensor, next) -> new Waiting(next.still(), next.skipped() + left.skipped() + 1));
        }
    }

    public void close() {
        closed = true;
        sending = null;
        waiting.clear();
        loop.remove(this);
    }

    /** The kernel has the last part. */
    private void taken() {
        inFlight = false;
        wake();
    }

    private boolean mayProceed() {
        return !closed && !inFlight && (sending != null || !waiting.isEmpty()) && sessionTakes.getAsBoolean();
    }

    private @Nullable Waiting current() {
        if (sending == null) {
            Iterator<Waiting> first = waiting.values().iterator();
            if (first.hasNext()) {
                sending = first.next();
                first.remove();
                part = 0;
            }
        }
        return sending;
    }

    static int partsOf(StillContent content) {
        return (content.payload().length + PART - 1) / PART;
    }

    private ByteBuf frame(Waiting now, int parts, int number) {
        byte[] payload = now.still().content().payload();
        int from = (number - 1) * PART;
        int length = Math.min(PART, payload.length - from);
        byte[] header = header(now, parts, number).bytes();
        int message = header.length + length;
        ByteBuf frame = ctx.alloc().directBuffer(FRAME_HEADER + message);
        frame.writeByte(FINAL_BINARY);
        if (message < LENGTH_16) {
            frame.writeByte(message);
        } else {
            frame.writeByte(LENGTH_16).writeShort(message);
        }
        return frame.writeBytes(header).writeBytes(payload, from, length);
    }

    private StillHeader header(Waiting now, int parts, int number) {
        Still still = now.still();
        StillContent content = still.content();
        MatrixScale scale = content.scale();
        StillHeader.Measures measures = scale == null
                ? new StillHeader.Measures(content.rows(), content.columns(), null, Float.NaN, Float.NaN)
                : new StillHeader.Measures(content.rows(), content.columns(), scale.unit(), scale.low(), scale.high());
        return new StillHeader(
                still.sensor().toString(),
                still.epochMillis(),
                still.id(),
                content.type().media(),
                content.type().encoding(),
                content.payload().length,
                number,
                parts,
                now.skipped(),
                measures);
    }
}
