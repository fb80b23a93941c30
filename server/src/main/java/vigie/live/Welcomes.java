package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.hub.HubSnapshot;
import vigie.journal.EventsNow;
import vigie.live.audience.Audience;
import vigie.live.frame.EventFrames;
import vigie.live.frame.FrameWriter;
import vigie.live.frame.FrameWriters;
import vigie.live.frame.HubFrames;
import vigie.live.limits.FrameBudget;
import vigie.live.limits.LiveSettings;
import vigie.protocol.message.MessageWriter;
import vigie.protocol.message.StillReport;
import vigie.protocol.message.Welcome;

/**
 * The welcomes of one event loop. Sessions with the same view that come between two ticks share the bytes of one, but for its first
 * fields, so that a thousand of them cost what one does. It is forgotten with the next tick, or after the time that a tick takes.
 *
 * <p>Owned by the loop.
 */
final class Welcomes {
    /** So many are remembered at most; those whose view nobody shares would only take room. */
    private static final int MOST = 32;
    /** Up to this length a session gets its own copy, whole: 8 KiB. */
    private static final int SHORT = 8 * 1024;

    private final LiveStages stages;
    private final LiveSettings settings;
    private final FrameWriters writers;
    private final FrameBudget budget;
    private final Map<Kind, Made> made = new HashMap<>();

    private record Kind(Audience audience, @Nullable List<StillReport> stills) {}

    /**
     * A welcome.
     *
     * @param frames as sessions get it that asked for nothing special; borrowed until the end of the run
     * @param seq the last update that is in it
     * @param event the number of the last event that is in it
     * @param here which {@link Presence.Told} is in it
     */
    record Made(ByteBuf frames, FrameWriter.Split split, long seq, long event, long here) {}

    Welcomes(LiveStages stages, LiveSettings settings, FrameWriters writers, FrameBudget budget) {
        this.stages = stages;
        this.settings = settings;
        this.writers = writers;
        this.budget = budget;
    }

    /**
     * The welcome for a session that has just joined an audience.
     *
     * @param stills null when it does not want any
     * @param wanted the place at which it must be; null for the present one
     * @return null when there is no room for one
     */
    @Nullable
    Made of(Audience audience, @Nullable List<StillReport> stills, Presence.Told here, @Nullable HubSnapshot wanted) {
        Kind kind = new Kind(audience, stills);
        EventsNow events = stages.events().now();
        Made known = made.get(kind);
        if (known != null
                && known.event() == events.last()
                && known.here() == here.version()
                && (wanted == null || wanted.seq() == known.seq())) {
            return known;
        }
        if (!budget.hasRoom(FrameBudget.Purpose.ONE)) {
            return null;
        }
        HubSnapshot now = wanted == null ? stages.hub().snapshot() : wanted;
        Welcome plain = HubFrames.welcome(
                settings, audience.view(), now, EventFrames.report(audience.view(), events, null, here.names()));
        return remember(kind, encode(audience, stills == null ? plain : plain.withStills(stills), here));
    }

    private Made encode(Audience audience, Welcome welcome, Presence.Told here) {
        FrameWriter writer = audience.writer(writers);
        ByteBuf frames = ByteBufAllocator.DEFAULT.directBuffer();
        try {
            byte[] head = writer.messages().welcomeHead(null, null);
            FrameWriter.Split split =
                    writer.appendSplit(frames, head, (messages, out) -> messages.welcome(out, welcome, null));
            budget.hold(frames);
            return new Made(frames, split, welcome.seq(), welcome.events().last(), here.version());
        } catch (RuntimeException | Error e) {
            frames.release();
            throw e;
        }
    }

    private Made remember(Kind kind, Made welcome) {
        if (made.size() >= MOST) {
            forget();
        }
        Made before = made.put(kind, welcome);
        if (before != null) {
            before.frames().release();
        }
        return welcome;
    }

    /**
     * What a session gets before, or in place of, a welcome's own bytes.
     *
     * @return null when it gets the welcome as it is
     */
    @Nullable
    Own own(Made welcome, Audience audience, @Nullable Long ref, @Nullable Long eventsFrom) {
        if (ref == null && eventsFrom == null) {
            return null;
        }
        FrameWriter writer = audience.writer(writers);
        MessageWriter messages = writer.messages();
        byte[] head = messages.welcomeHead(ref, eventsFrom);
        boolean whole = welcome.split().bodyLength() <= SHORT;
        ByteBuf own = ByteBufAllocator.DEFAULT.directBuffer();
        try {
            if (whole) {
                writer.appendWhole(own, head, welcome.split(), welcome.frames());
            } else {
                writer.appendHead(own, head, welcome.split());
            }
            budget.hold(own);
            return new Own(own, whole ? 0 : welcome.split().bodyLength());
        } catch (RuntimeException | Error e) {
            own.release();
            throw e;
        }
    }

    /**
     * The bytes of one session.
     *
     * @param frames the caller's to release
     * @param shared how many bytes of the welcome's end follow
     */
    record Own(ByteBuf frames, int shared) {}

    /** Whether there is something to forget. */
    boolean isAny() {
        return !made.isEmpty();
    }

    /** A tick has come, or time has passed: what was made belongs to those who still send it. */
    void forget() {
        made.values().forEach(each -> each.frames().release());
        made.clear();
    }
}
