package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vigie.event.EventLog;
import vigie.hub.Past;
import vigie.protocol.EventsReport;
import vigie.protocol.MessageWriter;
import vigie.protocol.Place;
import vigie.protocol.ProblemException;
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

    private final NewsProgress progress;
    private final SessionStills stills;
    private final StuckTimer stuck;

    private @Nullable Audience audience;
    private @Nullable LoopGroup group;
    /** Null when it is live, or behind. */
    private @Nullable Resume resume;

    private int place = NOWHERE;
    /** The last update that it was told, or need not be; while it resumes, that is what {@link Resume} knows. */
    private long lastSeq;
    /** Something was left out for now: it comes before the next part of a still. */
    private boolean behind;

    private boolean closing;

    LiveSession(LiveFeed feed, ChannelHandlerContext ctx) {
        this.feed = feed;
        this.ctx = ctx;
        this.outlet = new FrameOutlet(ctx);
        this.progress = new NewsProgress(feed.stages().events());
        this.stills = new SessionStills(ctx, outlet, () -> !behind && canTakeMore());
        this.stuck = new StuckTimer(ctx.executor(), feed.settings().maxStuck(), this::closeStuck);
    }

    /** Where it is in its list; {@link #NOWHERE} when in none. The list's business. */
    int place() {
        return place;
    }

    void moveTo(int newPlace) {
        place = newPlace;
    }

    /** Begins, or begins anew with another view: welcome, events and backfill if asked for, then updates. */
    void subscribe(LiveRequest wanted, @Nullable Long ref) {
        if (closing) {
            return;
        }
        LiveFeed.Joined joined = feed.join(ctx.channel().eventLoop(), wanted.key(), audience, wanted.since());
        resume = null;
        audience = joined.audience();
        group = joined.group();
        group.add(this);
        lastSeq = joined.past().now().seq();
        welcome(joined, progress.begin(wanted.events(), joined), wanted.stills(), ref);
        if (closing) {
            return; // The connection failed on the welcome.
        }
        View view = joined.audience().view();
        beginResume(view, wanted.since(), joined.past());
        behind = false;
        stills.show(wanted.stills() ? feed.stills() : null, view);
        resume();
    }

    private void welcome(LiveFeed.Joined joined, EventsReport events, boolean withStills, @Nullable Long ref) {
        View view = joined.audience().view();
        Welcome plain = HubFrames.welcome(feed.settings(), view, joined.past().now(), events);
        Welcome welcome = withStills ? plain.withStills(feed.stillReports(view)) : plain;
        send((messages, out) -> messages.welcome(out, welcome, ref));
    }

    private void beginResume(View view, @Nullable Place since, Past past) {
        Backfill backfill = since == null
                ? null
                : Backfill.of(view, since, past, feed.settings().backfillChunk());
        resume = backfill != null || progress.isBehindEvents()
                ? new Resume(feed.stages().hub(), view, progress, backfill, lastSeq)
                : null;
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
            feed.presence().here(this, ctx.channel().eventLoop(), name);
        }
    }

    /**
     * One tick: passes on the shared frame, or catches up after a hole. A connection for which more waits than the limit gets
     * nothing, so at most the limit and one frame wait.
     */
    void tick(SharedFrames frames, CatchUps catchUps) {
        if (closing || resume != null || audience == null || frames.seq() <= lastSeq) {
            return;
        }
        if (!isWritable()) {
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
        if (isWritable()) {
            behind = false;
        }
        catchUp(catchUps);
        takeNews(news);
        stills.wake();
    }

    /** Brings a session that missed updates to the present, if it can take that. */
    void catchUp(CatchUps catchUps) {
        if (audience == null || !canTakeMore() || catchUps.seq() <= lastSeq) {
            return;
        }
        ByteBuf frames = catchUps.frames(audience, lastSeq);
        lastSeq = catchUps.seq();
        feed.counters().catchUps.incrementAndGet();
        outlet.write(frames);
    }

    /** Tells events, and who is here, as far as the connection takes it. */
    void takeNews(News news) {
        while (audience != null && canTakeMore()) {
            ByteBuf frames = progress.next(news, audience);
            if (frames == null) {
                break;
            }
            outlet.write(frames);
        }
        closeIfTooFarBehind();
        behind |= progress.isBehind(news);
    }

    /** Whether it is live, and its connection takes something. */
    private boolean canTakeMore() {
        return !closing && resume == null && isWritable();
    }

    /** The connection takes more, or no more for now. */
    void writabilityChanged() {
        if (!isWritable()) {
            if (!closing) {
                stuck.start();
            }
            return;
        }
        stuck.stop();
        if (resume != null) {
            resume();
        } else if (group != null) {
            group.catchUpSoon();
        }
        stills.wake();
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
        resume = null;
        stuck.stop();
        stills.close();
        feed.presence().here(this, ctx.channel().eventLoop(), null);
        if (group != null) {
            group.remove(this);
            group = null;
        }
        if (audience != null) {
            feed.leave(audience);
            audience = null;
        }
    }

    /** Goes on telling what was missed, as far as the connection takes it; then the session is live. */
    private void resume() {
        while (resume != null && isWritable()) {
            Resume current = resume;
            if (current.hasNext()) {
                sendFrames(current::appendNext);
                closeIfTooFarBehind();
            } else {
                endResume(current);
            }
        }
    }

    private void endResume(Resume ended) {
        resume = null;
        lastSeq = ended.seq();
        behind = !ended.isComplete() || progress.isBehind(feed.presence());
        if (behind && group != null) {
            group.catchUpSoon();
        }
        stills.wake();
    }

    /** Who comes back is told where to get the events that are not remembered. */
    private void closeIfTooFarBehind() {
        if (progress.isTooFarBehind()) {
            close(WebSocketCloseStatus.TRY_AGAIN_LATER, "more than " + EventLog.MEMORY + " events behind");
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
        if (group != null && audience != null) {
            outlet.write(audience.writer(group.writers()), content);
        }
    }

    private boolean isWritable() {
        return ctx.channel().isWritable();
    }
}
