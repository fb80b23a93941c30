package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.event.EventLog;
import vigie.event.MissedEvents;
import vigie.sensor.Event;

/**
 * What one run of an event loop tells besides updates: events, and who is here. Sessions of one audience that have heard the same share
 * their frames, and audiences of one format those of each event. Owned by one event loop; {@link #forget} ends the run.
 */
final class News {
    private final EventLog events;
    private final Presence presence;
    private final ByteBufAllocator allocator;
    private final FrameWriters writers;

    private final Map<Kind, Told> made = new HashMap<>();
    private final Map<Once, ByteBuf> single = new HashMap<>();
    private final Map<FrameWriter, ByteBuf> names = new HashMap<>();
    private Presence.@Nullable Told here;
    private long last;

    private record Kind(Audience audience, long after) {}

    private record Once(FrameWriter writer, long event) {}

    /**
     * Events on their way to a session.
     *
     * @param frames of those that it sees; borrowed, and empty when there are none
     * @param through the number of the last one
     * @param whole false when events before them are not remembered any more
     */
    record Told(ByteBuf frames, long through, boolean whole) {}

    News(EventLog events, Presence presence, ByteBufAllocator allocator, FrameWriters writers) {
        this.events = events;
        this.presence = presence;
        this.allocator = allocator;
        this.writers = writers;
    }

    /** The number of the last event to be told. */
    long last() {
        begin();
        return last;
    }

    /** Another one each time when it is other people that are here. */
    long hereVersion() {
        return begin().version();
    }

    /** The next events for a session that has those up to {@code after}, which is before {@link #last}. */
    Told events(Audience audience, long after) {
        return made.computeIfAbsent(new Kind(audience, after), this::make);
    }

    /** Who is here; borrowed. */
    ByteBuf here(Audience audience) {
        return names.computeIfAbsent(audience.writer(writers), writer -> {
            ByteBuf frame = allocator.directBuffer();
            writer.append(frame, (messages, out) -> messages.here(out, begin().names()));
            return frame;
        });
    }

    private Told make(Kind kind) {
        MissedEvents missed = events.after(kind.after, EventFrames.AT_ONCE);
        FrameWriter writer = kind.audience.writer(writers);
        ByteBuf frames = allocator.directBuffer();
        long through = last;
        for (Event event : missed.events()) {
            through = event.id();
            if (EventFrames.shows(kind.audience.view(), event)) {
                frames.writeBytes(frame(writer, event).duplicate());
            }
        }
        return new Told(frames, through, missed.after() == kind.after);
    }

    private ByteBuf frame(FrameWriter writer, Event event) {
        return single.computeIfAbsent(new Once(writer, event.id()), once -> {
            ByteBuf frame = allocator.directBuffer();
            EventFrames.event(writer, frame, event);
            return frame;
        });
    }

    private Presence.Told begin() {
        if (here == null) {
            here = presence.told();
            last = events.now().last();
        }
        return here;
    }

    /** The run is over: what was made belongs to those who still send it. */
    void forget() {
        if (here != null) {
            made.values().forEach(told -> told.frames().release());
            made.clear();
            single.values().forEach(ByteBuf::release);
            single.clear();
            names.values().forEach(ByteBuf::release);
            names.clear();
            here = null;
        }
    }
}
