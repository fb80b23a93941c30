package vigie.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vigie.hub.Hub;
import vigie.hub.Past;
import vigie.journal.EventLog;
import vigie.live.audience.Audience;
import vigie.live.audience.SharedFrames;
import vigie.live.catchup.Backfill;
import vigie.live.catchup.CatchUps;
import vigie.live.frame.FrameOutlet;
import vigie.live.frame.FrameWriter;
import vigie.live.limits.FrameBudget;
import vigie.live.view.View;
import vigie.protocol.Place;
import vigie.protocol.ProblemException;
import vigie.protocol.message.MessageWriter;

/**
 * One WebSocket connection on {@code /live}. It is in one of three conditions: being told what it missed, live, or behind; behind
 * it catches up with the next tick at which it can take something. Updates may be left out then, events never are.
 *
 * <p>What it wants for itself, a view and what it missed, it gets in turns with the other sessions of its event loop
 * ({@link SessionTurns}).
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
    private final UnreadAnswers answers = new UnreadAnswers();
    private final ViewWish wish;
    private final LoopGroup group;
    private final SessionWelcome welcomes;
    private final SessionAudience audience;

    /** Null when it is live, or behind. */
    private @Nullable Resume resume;

    private int place = NOWHERE;
    private boolean waitingForTurn;
    /** Writing may tell at once that the connection takes something again. */
    private boolean inTurn;
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
        this.group = feed.group(ctx.channel().eventLoop());
        this.welcomes = new SessionWelcome(feed, group, outlet);
        this.audience = new SessionAudience(feed, ctx.channel());
        this.wish = new ViewWish(ctx.executor(), feed.wishes(), feed.counters(), this::askForTurn);
    }

    /** Where it is in its list; {@link #NOWHERE} when in none. The list's business. */
    int place() {
        return place;
    }

    void moveTo(int newPlace) {
        place = newPlace;
    }

    /** Whether it is in the queue for turns. The queue's business. */
    void isWaitingForTurn(boolean now) {
        waitingForTurn = now;
    }

    /** Whether it has asked for several views lately: then others come first. */
    boolean isEager() {
        return wish.isEager();
    }

    /**
     * Begins, or begins anew with another view: welcome, events and backfill if asked for, then updates. Soon, once it can take that; of
     * several wishes until then the last one counts.
     *
     * @param weight about how much memory the wish takes until then, in bytes
     */
    void subscribe(ViewWish.Request wanted, long weight, @Nullable Long ref) {
        if (closing) {
            return;
        }
        if (wish.set(wanted, weight, ref)) {
            askForTurn();
        } else {
            refuse("too many different views are asked for");
        }
    }

    private void askForTurn() {
        if (!closing && !waitingForTurn && !inTurn && isWritable() && (wish.isGranted() || resume != null)) {
            try {
                group.turns().ask(this);
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    /** Its turn: a new view, or the next piece of what it missed. Returns whether it can go on at once. */
    boolean takeTurn() {
        inTurn = true;
        try {
            if (!closing && isWritable()) {
                if (wish.isGranted()) {
                    subscribe(wish.take());
                } else if (resume != null && hasRoom()) {
                    resume(resume);
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            inTurn = false;
        }
        boolean more = !closing && isWritable() && (wish.isGranted() || resume != null) && hasRoom();
        if (!more && resume != null) {
            resume.pause();
        }
        return more;
    }

    /** Whether there is room for what it alone wants; if not, it asks again soon. */
    private boolean hasRoom() {
        if (feed.budget().hasRoom(FrameBudget.Purpose.ONE)) {
            return true;
        }
        group.holdBack(this);
        return false;
    }

    private void subscribe(ViewWish.Wanted wanted) {
        LiveRequest request = wanted.request();
        Audience next = feed.join(request.key());
        if (next == null) {
            refuse("too many different views are watched");
            return;
        }
        Past past;
        Welcomes.Made welcome;
        try {
            past = request.since() == null ? null : Resume.past(feed.stages().hub(), request.since());
            welcome = welcomes.of(request, next, past);
        } catch (RuntimeException | Error e) {
            feed.leave(next);
            throw e;
        }
        if (welcome == null) {
            feed.leave(next);
            refuse("too much waits for slow viewers");
            return;
        }
        audience.change(next);
        group.add(this);
        resume = null;
        lastSeq = welcome.seq();
        behind = false;
        welcomes.send(welcome, next, wanted.ref(), progress.begin(request.events(), welcome));
        if (!closing) { // The connection may have failed on the welcome.
            beginResume(next.view(), request.since(), past);
            stills.show(request.stills() ? feed.stills() : null, next.view());
        }
    }

    private void beginResume(View view, @Nullable Place since, @Nullable Past past) {
        Hub hub = feed.stages().hub();
        Backfill backfill = since == null || past == null
                ? null
                : Backfill.of(hub, view, since, past, feed.settings().backfillChunk());
        resume = backfill != null || progress.isBehindEvents()
                ? new Resume(hub, view, progress, backfill, lastSeq)
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
        Audience own = audience.get();
        if (closing || resume != null || own == null || frames.seq() <= lastSeq) {
            closeIfInTheWay();
            return;
        }
        if (!isWritable()) {
            feed.counters().skippedUpdates.incrementAndGet();
            behind = true;
            closeIfInTheWay();
            return;
        }
        ByteBuf frame = frames.frame(own, lastSeq);
        if (frame == null) {
            catchUpUnlessLeftOut(frames, catchUps, own);
            return;
        }
        lastSeq = frames.seq();
        outlet.write(frame);
    }

    private void catchUpUnlessLeftOut(SharedFrames frames, CatchUps catchUps, Audience own) {
        if (frames.leavesOut(own) && own.leftOutAfter() >= 0) {
            group.settleLater();
        } else {
            catchUp(catchUps);
        }
    }

    /** Brings a session that missed something to the present, if it can take that; then stills go on. */
    void bringUp(CatchUps catchUps, News news) {
        if (!isWritable()) {
            closeIfInTheWay();
            return;
        }
        behind = false;
        askForTurn();
        catchUp(catchUps);
        takeNews(news);
        stills.wake();
    }

    /** Brings a session that missed updates to the present, if it can take that, and there is time and room. */
    private void catchUp(CatchUps catchUps) {
        Audience own = audience.get();
        if (own == null || !canTakeMore() || catchUps.seq() <= lastSeq || isToWait(own)) {
            return;
        }
        ByteBuf frames = catchUps.made(own, lastSeq);
        if (frames == null && (own.isLarge() || group.hasTimeFor(this)) && hasRoom()) {
            long began = group.work().begin();
            frames = catchUps.frames(own, lastSeq);
            group.work().spentSince(began);
        }
        if (frames == null) {
            behind = true;
            return;
        }
        lastSeq = catchUps.seq();
        feed.counters().catchUps.incrementAndGet();
        outlet.write(frames);
    }

    /** A tick to come has a frame for all that its audience missed. */
    private boolean isToWait(Audience own) {
        return own.leftOutAfter() == lastSeq && !group.isSettling();
    }

    /** Tells events, and who is here, as far as the connection takes it, and there is time and room. */
    void takeNews(News news) {
        Audience own = audience.get();
        while (own != null && canTakeMore()) {
            ByteBuf frames = progress.next(news, own);
            if (frames == null) {
                break;
            }
            outlet.write(frames);
        }
        closeIfTooFarBehind();
        if (!closing && progress.isBehind(news)) {
            behind = true;
            if (canTakeMore()) {
                group.holdBack(this);
            }
        }
    }

    /** Whether it is live, and its connection takes something. */
    private boolean canTakeMore() {
        return !closing && resume == null && isWritable();
    }

    /** The connection takes more, or no more for now. */
    void writabilityChanged() {
        audience.writabilityChanged();
        if (!isWritable()) {
            if (!closing) {
                stuck.start();
            }
            return;
        }
        stuck.stop();
        answers.taken();
        askForTurn();
        if (resume == null) {
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
        wish.forget();
        stuck.stop();
        group.remove(this);
        audience.change(null);
        stills.close();
        feed.presence().here(this, ctx.channel().eventLoop(), null);
    }

    /** Something went wrong with it, mostly for want of memory: it ends, and no other does. */
    void fail(Throwable failure) {
        feed.failed(failure);
        try {
            if (failure instanceof Error) {
                close(WebSocketCloseStatus.TRY_AGAIN_LATER, "no memory for it at the moment");
            } else {
                close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR, "unexpected failure");
            }
        } catch (RuntimeException | Error e) {
            ctx.channel().close();
        }
    }

    /** There is no room for what it wants: others that take nothing have to make room, but not while it waits. */
    private void refuse(String why) {
        feed.refused();
        group.catchUpSoon();
        close(WebSocketCloseStatus.TRY_AGAIN_LATER, why + " at the moment: try again later");
    }

    /** Goes on telling what was missed; once that is done the session is live. */
    private void resume(Resume current) {
        if (current.hasNext()) {
            sendFrames(current::appendNext);
            closeIfTooFarBehind();
        } else {
            endResume(current);
        }
    }

    private void endResume(Resume ended) {
        resume = null;
        lastSeq = ended.seq();
        behind = !ended.isComplete() || progress.isBehind(feed.presence());
        if (behind) {
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

    /** When memory is short, a session that takes nothing has less time. */
    private void closeIfInTheWay() {
        if (group.isPressed() && !closing && stuck.isLongerThan(StuckTimer.WHEN_PRESSED)) {
            feed.counters().stuckSessions.incrementAndGet();
            feed.refused();
            close(
                    WebSocketCloseStatus.TRY_AGAIN_LATER,
                    "took nothing for " + StuckTimer.WHEN_PRESSED.toSeconds()
                            + " s while too much waits for slow viewers");
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
        if (!isWritable() && answers.isOneTooMany()) {
            feed.refused();
            close(WebSocketCloseStatus.TRY_AGAIN_LATER, "asked on and took no answers");
        }
    }

    private void sendFrames(BiConsumer<FrameWriter, ByteBuf> content) {
        Audience own = audience.get();
        if (own != null && !closing) {
            ByteBuf frames = ByteBufAllocator.DEFAULT.directBuffer();
            try {
                content.accept(own.writer(group.writers()), frames);
                feed.budget().hold(frames);
                outlet.write(frames);
            } finally {
                frames.release();
            }
        }
    }

    private boolean isWritable() {
        return ctx.channel().isWritable();
    }
}
