package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;
import vigie.journal.EventLog;
import vigie.journal.MissedEvents;
import vigie.live.audience.Audience;
import vigie.live.frame.EventFrames;
import vigie.live.frame.FrameWriter;
import vigie.live.frame.FrameWriters;
import vigie.live.limits.FrameBudget;

/**
 * What one run of an event loop tells besides updates: events, and who is here. Sessions of one audience that have heard the same share
 * their frames, and audiences of one format those of each event. Owned by one event loop; {@link #forget} ends the run.
 */
final class News {
    private final EventLog events;
    private final Presence presence;
    private final ByteBufAllocator allocator;
    private final FrameWriters writers;
    private final FrameBudget budget;

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

    News(EventLog events, Presence presence, ByteBufAllocator allocator, FrameWriters writers, FrameBudget budget) {
        this.events = events;
        this.presence = presence;
        this.allocator = allocator;
        this.writers = writers;
        this.budget = budget;
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

    /** The next events for a session that has those up to {@code after}, which is before {@link #last}; null when there is no room. */
    @Nullable
    Told events(Audience audience, long after) {
        Kind kind = new Kind(audience, after);
        Told known = made.get(kind);
        if (known == null && budget.hasRoom(FrameBudget.Purpose.ONE)) {
            known = make(kind);
        }
        return known;
    }

    /** Who is here; borrowed. */
    ByteBuf here(Audience audience) {
        FrameWriter writer = audience.writer(writers);
        ByteBuf known = names.get(writer);
        if (known == null) {
            known = allocator.directBuffer();
            try {
                writer.append(known, (messages, out) -> messages.here(out, begin().names()));
                budget.hold(known);
                names.put(writer, known);
            } catch (RuntimeException | Error e) {
                known.release();
                throw e;
            }
        }
        return known;
    }

    private Told make(Kind kind) {
        MissedEvents missed = events.after(kind.after, EventFrames.AT_ONCE);
        FrameWriter writer = kind.audience.writer(writers);
        ByteBuf frames = allocator.directBuffer();
        try {
            long through = last;
            for (Event event : missed.events()) {
                through = event.id();
                if (EventFrames.shows(kind.audience.view(), event)) {
                    frames.writeBytes(frame(writer, event).duplicate());
                }
            }
            budget.hold(frames);
            Told told = new Told(frames, through, missed.after() == kind.after);
            made.put(kind, told);
            return told;
        } catch (RuntimeException | Error e) {
            frames.release();
            throw e;
        }
    }

    private ByteBuf frame(FrameWriter writer, Event event) {
        Once once = new Once(writer, event.id());
        ByteBuf known = single.get(once);
        if (known == null) {
            known = allocator.directBuffer();
            try {
                EventFrames.event(writer, known, event);
                single.put(once, known);
            } catch (RuntimeException | Error e) {
                known.release();
                throw e;
            }
        }
        return known;
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
