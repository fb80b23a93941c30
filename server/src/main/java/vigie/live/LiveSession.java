package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vigie.event.EventLog;
import vigie.event.MissedEvents;
import vigie.hub.Batch;
import vigie.hub.Past;
import vigie.protocol.EventsReport;
import vigie.protocol.MessageWriter;
import vigie.protocol.Place;
import vigie.protocol.ProblemException;
import vigie.protocol.StillReport;
import vigie.protocol.Welcome;

/**
 * One WebSocket connection on {@code /live}. It is in one of three conditions: being told what it missed, live, or behind; behind
 * it catches up with the next tick at which it can take something. Updates may be left out then, events never are.
 *
 * <p>Owned by its event loop; every method is called there.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
final class LiveSession {
    static final int NOWHERE = -1;

    private final LiveFeed feed;
    private final ChannelHandlerContext ctx;
    private final FrameOutlet outlet;

    private Iterator<Batch> missed = Collections.emptyIterator();
    private @Nullable Audience audience;
    private @Nullable LoopGroup group;
    private @Nullable Backfill backfill;
    private @Nullable Future<?> stuck;
    private int place = NOWHERE;
    private long lastSeq;
    /** The number of the last event that it was told, or need not be. */
    private long lastEvent;

    private long hereTold;
    private boolean named;
    private boolean resuming;
    private boolean closing;
    /** Something was left out for now: it comes before the next part of a still. */
    private boolean behind;
    /** Null when the session did not ask for stills. */
    private @Nullable StillLane stills;

    LiveSession(LiveFeed feed, ChannelHandlerContext ctx) {
        this.feed = feed;
        this.ctx = ctx;
        this.outlet = new FrameOutlet(ctx);
    }

    /** Where it is in its list; {@link #NOWHERE} when in none. The list's business. */
    int place() {
        return place;
    }

    void moveTo(int newPlace) {
        place = newPlace;
    }

    /** Begins, or begins anew with another view: welcome, events and backfill if asked for, then updates. */
    void subscribe(
            FrameKey wanted, @Nullable Place since, @Nullable Long events, boolean withStills, @Nullable Long ref) {
        if (closing) {
            return;
        }
        // Who is here already and does not say which events it has still gets those it has not been told.
        long seen = events != null ? events : audience == null ? Long.MAX_VALUE : lastEvent;
        LiveFeed.Joined joined = feed.join(ctx.channel().eventLoop(), wanted, audience, since);
        audience = joined.audience();
        group = joined.group();
        group.add(this);
        lastSeq = joined.past().now().seq();
        hereTold = joined.here().version();
        welcome(joined, Math.min(seen, joined.events().last()), withStills, ref);
        missed = Collections.emptyIterator();
        backfill = since == null ? null : backfill(joined.audience().view(), since, joined.past());
        resuming = backfill != null || isBehindEvents();
        behind = false;
        showStills(withStills ? feed.stills() : null, joined.audience().view());
        resume();
    }

    private void welcome(LiveFeed.Joined joined, long seen, boolean withStills, @Nullable Long ref) {
        View view = joined.audience().view();
        lastEvent = feed.events().after(seen, 0).after();
        @Nullable Long from = lastEvent > seen ? lastEvent : null;
        EventsReport events =
                EventFrames.report(view, joined.events(), from, joined.here().names());
        Welcome plain = HubFrames.welcome(feed.settings(), view, joined.past().now(), events);
        Welcome welcome = withStills ? plain.withStills(stillReports(view)) : plain;
        send((messages, out) -> messages.welcome(out, welcome, ref));
    }

    private List<StillReport> stillReports(View view) {
        StillFeed stillFeed = feed.stills();
        return stillFeed == null ? List.of() : stillFeed.reports(view);
    }

    /** Begins with the newest of each sensor; who asks for the same again goes on, and gets none of them twice. */
    private void showStills(@Nullable StillFeed stillFeed, View view) {
        if (stillFeed != null && stills != null && stills.shows(view)) {
            return;
        }
        leaveStills();
        if (stillFeed != null && !closing) {
            StillLoop loop = stillFeed.loop(ctx.channel().eventLoop());
            StillLane lane = new StillLane(ctx, outlet, loop, view, this::takesStill);
            stills = lane;
            loop.add(lane);
            stillFeed.newest(view).forEach(still -> lane.offer(still, 0));
        }
    }

    private void leaveStills() {
        if (stills != null) {
            stills.close();
            stills = null;
        }
    }

    private boolean takesStill() {
        return !closing && !resuming && !behind && channel().isWritable();
    }

    private void wakeStills() {
        if (stills != null) {
            stills.wake();
        }
    }

    /** Answers a message that cannot be followed. */
    void answer(ProblemException problem) {
        send((messages, out) -> messages.problem(out, problem));
    }

    /** Tells that what a message asked for is done, and which event came of it, if one did. */
    void done(@Nullable Long event, @Nullable Long ref) {
        if (event != null || ref != null) {
            send((messages, out) -> messages.done(out, event, ref));
        }
    }

    /** It is somebody's session, or nobody's any more. */
    void here(@Nullable String name) {
        if (!closing) {
            named = name != null;
            feed.here(this, ctx.channel().eventLoop(), name);
        }
    }

    /**
     * One tick: passes on the shared frame, or catches up after a hole. A connection for which more waits than the limit gets
     * nothing, so at most the limit and one frame wait.
     */
    void tick(SharedFrames frames, CatchUps catchUps) {
        if (closing || resuming || audience == null || frames.seq() <= lastSeq) {
            return;
        }
        if (!channel().isWritable()) {
            feed.counters().skippedUpdates.incrementAndGet();
            behind = true;
            return;
        }
        ByteBuf frame = frames.seq() == lastSeq + 1 ? frames.frame(audience) : null;
        if (frame == null) {
            catchUp(catchUps);
            return;
        }
        lastSeq = frames.seq();
        outlet.write(frame);
    }

    /** Brings a session that missed something to the present, if it can take that; then stills go on. */
    void bringUp(CatchUps catchUps, News news) {
        if (channel().isWritable()) {
            behind = false;
        }
        catchUp(catchUps);
        takeNews(news);
        wakeStills();
    }

    /** Brings a session that missed updates to the present, if it can take that. */
    void catchUp(CatchUps catchUps) {
        if (closing || resuming || audience == null || !channel().isWritable() || catchUps.seq() <= lastSeq) {
            return;
        }
        ByteBuf frames = catchUps.frames(audience, lastSeq);
        lastSeq = catchUps.seq();
        feed.counters().catchUps.incrementAndGet();
        outlet.write(frames);
    }

    /** Tells events, and who is here, as far as the connection takes it. */
    void takeNews(News news) {
        while (audience != null && canTakeNews() && lastEvent < news.last()) {
            News.Told told = news.events(audience, lastEvent);
            if (!told.whole()) {
                closeTooFarBehind();
                return;
            }
            lastEvent = told.through();
            write(told.frames());
        }
        if (audience != null && canTakeNews() && hereTold != news.hereVersion()) {
            hereTold = news.hereVersion();
            write(news.here(audience));
        }
        behind |= lastEvent < news.last() || hereTold != news.hereVersion();
    }

    private boolean canTakeNews() {
        return !closing && !resuming && channel().isWritable();
    }

    private void write(ByteBuf frames) {
        if (frames.isReadable()) {
            outlet.write(frames);
        }
    }

    /** The connection takes more, or no more for now. */
    void writabilityChanged() {
        if (!channel().isWritable()) {
            awaitWritable();
            return;
        }
        forgetStuck();
        if (resuming) {
            resume();
        } else if (group != null) {
            group.catchUpSoon();
        }
        wakeStills();
    }

    /** Ends the session. */
    void close(WebSocketCloseStatus status, String reason) {
        if (!closing) {
            leave();
            ctx.writeAndFlush(new CloseWebSocketFrame(status, reason));
        }
    }

    /** Gets nothing more. */
    void leave() {
        closing = true;
        resuming = false;
        backfill = null;
        missed = Collections.emptyIterator();
        forgetStuck();
        leaveStills();
        if (named) {
            named = false;
            feed.here(this, ctx.channel().eventLoop(), null);
        }
        if (group != null) {
            group.remove(this);
            group = null;
        }
        if (audience != null) {
            feed.leave(audience);
            audience = null;
        }
    }

    private Backfill backfill(View view, Place since, Past past) {
        long seq = past.now().seq();
        long reached = past.batches().isEmpty() ? seq : past.batches().get(0).seq() - 1;
        return new Backfill(
                view,
                past.batches(),
                past.complete() ? since.seq() : reached,
                seq,
                past.complete() ? null : past.reachesMillis(),
                feed.settings().backfillChunk());
    }

    /** Goes on telling what was missed, as far as the connection takes it; then the session is live. */
    private void resume() {
        while (resuming && channel().isWritable() && audience != null) {
            if (isBehindEvents()) {
                tellEvents(audience.view());
            } else if (backfill != null) {
                Backfill current = backfill;
                sendFrames(current::appendNext);
                backfill = current.done() ? null : current;
            } else if (missed.hasNext()) {
                Batch batch = missed.next();
                View view = audience.view();
                lastSeq = batch.seq();
                sendFrames((writer, frames) -> HubFrames.batch(writer, frames, view, batch));
            } else {
                takeMissed();
            }
        }
    }

    private boolean isBehindEvents() {
        return lastEvent < feed.events().now().last();
    }

    private void tellEvents(View view) {
        long last = feed.events().now().last();
        MissedEvents next = feed.events().after(lastEvent, EventFrames.AT_ONCE);
        if (next.after() > lastEvent) {
            closeTooFarBehind();
            return;
        }
        // Those up to the last may have been dropped for their age: then there is nothing to tell.
        lastEvent = next.events().isEmpty()
                ? last
                : next.events().get(next.events().size() - 1).id();
        sendFrames((writer, frames) -> EventFrames.events(writer, frames, view, next.events()));
    }

    /** Events cannot be left out: who comes back is told where to get those that are not remembered. */
    private void closeTooFarBehind() {
        close(WebSocketCloseStatus.TRY_AGAIN_LATER, "more than " + EventLog.MEMORY + " events behind");
    }

    /** What came while the backfill was on its way follows as ordinary updates. */
    private void takeMissed() {
        Past past = feed.since(lastSeq);
        if (past.complete() && !past.batches().isEmpty()) {
            missed = past.batches().iterator();
            return;
        }
        missed = Collections.emptyIterator();
        resuming = false;
        behind = !past.complete() || hereTold != feed.presence().told().version();
        if (behind && group != null) {
            group.catchUpSoon();
        }
        wakeStills();
    }

    private void awaitWritable() {
        if (stuck == null && !closing) {
            stuck = ctx.executor()
                    .schedule(this::closeStuck, feed.settings().maxStuck().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void forgetStuck() {
        if (stuck != null) {
            stuck.cancel(false);
            stuck = null;
        }
    }

    private void closeStuck() {
        feed.counters().stuckSessions.incrementAndGet();
        close(
                WebSocketCloseStatus.TRY_AGAIN_LATER,
                "took nothing for " + feed.settings().maxStuck().toSeconds() + " s");
    }

    private void send(BiConsumer<MessageWriter, OutputStream> message) {
        sendFrames((writer, frames) -> writer.append(frames, message));
    }

    private void sendFrames(BiConsumer<FrameWriter, ByteBuf> content) {
        if (closing || group == null || audience == null) {
            return;
        }
        FrameWriter writer = audience.writer(group.writers());
        ByteBuf frames = ctx.alloc().directBuffer();
        try {
            content.accept(writer, frames);
            write(frames);
        } finally {
            frames.release();
        }
    }

    private Channel channel() {
        return ctx.channel();
    }
}
