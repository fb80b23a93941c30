package vigie.live;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;
import vigie.journal.EventLog;
import vigie.journal.MissedEvents;
import vigie.live.audience.Audience;
import vigie.live.frame.EventFrames;
import vigie.live.frame.FrameWriter;
import vigie.live.view.View;

/**
 * How far one session is with what is told besides updates: events, of which none is left out, and who is here. Owned by the session's
 * event loop.
 */
final class NewsProgress {
    private final EventLog events;
    /** The number of the last event that the session was told, or need not be: at first all that there are. */
    private long lastEvent = Long.MAX_VALUE;

    private long hereTold;
    private boolean tooFarBehind;

    NewsProgress(EventLog events) {
        this.events = events;
    }

    /**
     * The session begins, or begins anew. Who is here already and does not say which events it has still gets those it has not been
     * told.
     *
     * @param seen the last event that it has, if it says so
     * @param welcome what it is told now
     * @return when not all that it missed can be told: those after this number are; otherwise null
     */
    @Nullable
    Long begin(@Nullable Long seen, Welcomes.Made welcome) {
        long from = Math.min(seen != null ? seen : lastEvent, welcome.event());
        lastEvent = events.after(from, 0).after();
        hereTold = welcome.here();
        return lastEvent > from ? lastEvent : null;
    }

    /** Whether there are events that the session was not told. */
    boolean isBehindEvents() {
        return lastEvent < events.now().last();
    }

    /** Whether other people are here than it was told. */
    boolean isBehind(Presence presence) {
        return hereTold != presence.told().version();
    }

    /** Whether there is something that it was not told. */
    boolean isBehind(News news) {
        return lastEvent < news.last() || hereTold != news.hereVersion();
    }

    /** Events cannot be left out: whether some are not remembered any more that the session was not told. */
    boolean isTooFarBehind() {
        return tooFarBehind;
    }

    /** Appends the next events, as far as the view shows them; none when it is too far behind. */
    void appendEvents(FrameWriter writer, ByteBuf frames, View view) {
        long last = events.now().last();
        MissedEvents missed = events.after(lastEvent, EventFrames.AT_ONCE);
        if (missed.after() > lastEvent) {
            tooFarBehind = true;
            return;
        }
        List<Event> next = missed.events();
        // Those up to the last may have been dropped for their age: then there is nothing to tell.
        lastEvent = next.isEmpty() ? last : next.get(next.size() - 1).id();
        EventFrames.events(writer, frames, view, next);
    }

    /** The next events, then who is here; borrowed. Null when it was told all, is too far behind, or there is no room for more. */
    @Nullable
    ByteBuf next(News news, Audience audience) {
        if (lastEvent < news.last()) {
            return nextEvents(news.events(audience, lastEvent));
        }
        if (hereTold != news.hereVersion()) {
            hereTold = news.hereVersion();
            return news.here(audience);
        }
        return null;
    }

    private @Nullable ByteBuf nextEvents(News.@Nullable Told told) {
        if (told == null) {
            return null;
        }
        if (!told.whole()) {
            tooFarBehind = true;
            return null;
        }
        lastEvent = told.through();
        return told.frames();
    }
}
