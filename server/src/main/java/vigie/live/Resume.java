package vigie.live;

import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.HubSnapshot;
import vigie.hub.Past;
import vigie.live.catchup.Backfill;
import vigie.live.frame.FrameWriter;
import vigie.live.frame.HubFrames;
import vigie.live.view.View;
import vigie.protocol.Place;

/**
 * What a session is told between its welcome and being live: the events that it missed, its backfill, and then, as ordinary updates, what
 * came while those were on their way. It is made piece by piece, as the connection takes it, from what the hub remembers then. Owned by
 * the session's event loop.
 */
final class Resume {
    private final Hub hub;
    private final View view;
    private final NewsProgress news;
    private @Nullable Backfill backfill;
    private Iterator<Batch> missed = Collections.emptyIterator();
    private long seq;
    private boolean complete = true;

    /**
     * @param news how far the session is with events
     * @param backfill null when it did not ask for one
     * @param seq the place of its welcome
     */
    Resume(Hub hub, View view, NewsProgress news, @Nullable Backfill backfill, long seq) {
        this.hub = hub;
        this.view = view;
        this.news = news;
        this.backfill = backfill;
        this.seq = seq;
    }

    /** The hub's state, with what came after a place; of a place in another stream, with all that is remembered. */
    static Past past(Hub hub, @Nullable Place since) {
        if (since == null) {
            HubSnapshot now = hub.snapshot();
            return new Past(now, List.of(), true, now.epochMillis());
        }
        Past past = hub.since(since.epoch().equals(hub.epoch()) ? since.seq() : 0);
        boolean ours = since.epoch().equals(past.now().epoch())
                && since.seq() <= past.now().seq();
        if (!ours) {
            past = hub.since(0);
        }
        return new Past(past.now(), past.batches(), ours && past.complete(), past.reachesMillis());
    }

    /** Whether there is more to tell. Once there is not, the session is live. */
    boolean hasNext() {
        return news.isBehindEvents() || backfill != null || missed.hasNext() || takeMissed();
    }

    /** Appends the next messages; none when the view shows none of them, or when the session is too far behind. */
    void appendNext(FrameWriter writer, ByteBuf frames) {
        if (news.isBehindEvents()) {
            news.appendEvents(writer, frames, view);
        } else if (backfill != null) {
            Backfill current = backfill;
            current.appendNext(writer, frames);
            backfill = current.done() ? null : current;
        } else {
            Batch batch = missed.next();
            seq = batch.seq();
            HubFrames.batch(writer, frames, view, batch);
        }
    }

    /** The place up to which updates were told. */
    long seq() {
        return seq;
    }

    /** It is another's turn: the past is the hub's alone, however long this session takes. */
    void pause() {
        missed = Collections.emptyIterator();
        if (backfill != null) {
            backfill.pause();
        }
    }

    /** Whether no update is missing up to the present: false when the hub forgot some before they could be told. */
    boolean isComplete() {
        return complete;
    }

    private boolean takeMissed() {
        Past past = hub.since(seq);
        complete = past.complete();
        missed = complete ? past.batches().iterator() : Collections.emptyIterator();
        return missed.hasNext();
    }
}
