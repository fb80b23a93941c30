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
import vigie.hub.Batch;
import vigie.hub.Past;
import vigie.protocol.MessageWriter;
import vigie.protocol.Place;
import vigie.protocol.ProblemException;
import vigie.protocol.Welcome;

/**
 * One WebSocket connection on {@code /live}. It is in one of three conditions: being told what it missed, live, or behind; behind
 * it catches up with the next tick at which it can take something.
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
    private boolean resuming;
    private boolean closing;
    /** An update was left out: it comes before the next part of a still. */
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

    /** Begins, or begins anew with another view: welcome, backfill if asked for, then updates. */
    void subscribe(FrameKey wanted, @Nullable Place since, boolean withStills, @Nullable Long ref) {
        if (closing) {
            return;
        }
        LiveFeed.Joined joined = feed.join(ctx.channel().eventLoop(), wanted, audience, since);
        View view = joined.audience().view();
        audience = joined.audience();
        group = joined.group();
        group.add(this);
        Past past = joined.past();
        lastSeq = past.now().seq();
        behind = false;
        StillFeed stillFeed = withStills ? feed.stills() : null;
        Welcome plain = HubFrames.welcome(feed.settings(), view, past.now());
        Welcome welcome =
                withStills ? plain.withStills(stillFeed == null ? List.of() : stillFeed.reports(view)) : plain;
        send((messages, out) -> messages.welcome(out, welcome, ref));
        missed = Collections.emptyIterator();
        backfill = since == null ? null : backfill(view, since, past);
        resuming = backfill != null;
        showStills(stillFeed, view);
        resume();
    }

    /** Begins anew, with the newest of each sensor. */
    private void showStills(@Nullable StillFeed stillFeed, View view) {
        if (stills != null) {
            stills.close();
            stills = null;
        }
        if (stillFeed != null && !closing) {
            StillLoop loop = stillFeed.loop(ctx.channel().eventLoop());
            StillLane lane = new StillLane(ctx, outlet, loop, view, this::takesStill);
            stills = lane;
            loop.add(lane);
            stillFeed.newest(view).forEach(still -> lane.offer(still, 0));
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
        caughtUp();
    }

    private void caughtUp() {
        if (behind) {
            behind = false;
            wakeStills();
        }
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
        caughtUp();
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
        if (stills != null) {
            stills.close();
            stills = null;
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
            if (backfill != null) {
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

    /** What came while the backfill was on its way follows as ordinary updates. */
    private void takeMissed() {
        Past past = feed.since(lastSeq);
        if (past.complete() && !past.batches().isEmpty()) {
            missed = past.batches().iterator();
            return;
        }
        missed = Collections.emptyIterator();
        resuming = false;
        wakeStills();
        if (!past.complete() && group != null) {
            group.catchUpSoon();
        }
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
            outlet.write(frames);
        } finally {
            frames.release();
        }
    }

    private Channel channel() {
        return ctx.channel();
    }
}
