package vigie.http.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shares the time of an event loop between input and tasks, above all the updates to viewers. Once the input of a round has taken
 * as long as the tasks did, and at least {@link #SHORTEST_TURN_NANOS}, what the other connections sent is held until the tasks have run,
 * and then passed on in its order, a new connection and an older one in turn.
 *
 * <p>An event loop of Netty handles all input that is there before it returns to its tasks: a thousand handshakes at once kept
 * viewers waiting for a second. With io_uring it even reads again up to 128 times ({@code
 * IoUringIoHandler.processCompletionsAndHandleOverflow}, 4.2.18), so a read that is asked for after the turn waits as well.
 *
 * <p>Owned by the connection's event loop.
 */
public final class ReadTurnHandler extends ChannelDuplexHandler {
    /** Longer than a busy machine keeps a thread waiting for a core; with 5 ms many a turn was over before anything was done in it. */
    static final long SHORTEST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    static final long LONGEST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How much input of one event loop may be held, in bytes; what exceeds it is handled at once. */
    static final int MOST_HELD = 4 * 1024 * 1024;

    private final Turn turn;
    private final Queue<Object> held = new ArrayDeque<>(1);
    private @Nullable ChannelHandlerContext context;
    private boolean readComplete;
    private boolean wantsRead;
    /** Whether the turn knows that this connection waits. */
    private boolean waiting;
    /** Until the first input is passed on. */
    private boolean newcomer = true;

    private ReadTurnHandler(Turn turn) {
        this.turn = turn;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (held.isEmpty() && turn.hasTime()) {
            newcomer = false;
            ctx.fireChannelRead(message);
        } else if (turn.hold(message)) {
            held.add(message);
            await();
        } else {
            passOn(ctx);
            newcomer = false;
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (held.isEmpty()) {
            ctx.fireChannelReadComplete();
        } else {
            readComplete = true;
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!waiting && turn.hasTime()) {
            ctx.read();
        } else {
            wantsRead = true;
            await();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        passOn(ctx);
        ctx.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        passOn(ctx);
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        passOn(ctx);
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        for (Object message = held.poll(); message != null; message = held.poll()) {
            turn.letGo(message);
            ReferenceCountUtil.release(message);
        }
    }

    private void await() {
        if (!waiting) {
            waiting = true;
            turn.add(this);
        }
    }

    /** It is this connection's turn. */
    private void resume() {
        waiting = false;
        ChannelHandlerContext ctx = context;
        if (ctx == null || ctx.isRemoved()) {
            return;
        }
        passOn(ctx);
        if (wantsRead) {
            wantsRead = false;
            ctx.read();
        }
    }

    private void passOn(ChannelHandlerContext ctx) {
        newcomer &= held.isEmpty();
        for (Object message = held.poll(); message != null; message = held.poll()) {
            turn.letGo(message);
            ctx.fireChannelRead(message);
        }
        if (readComplete) {
            readComplete = false;
            ctx.fireChannelReadComplete();
        }
    }

    /** The turns of all event loops of a server. Thread-safe. */
    public static final class Turns {
        private final Map<EventLoop, Turn> turns = new ConcurrentHashMap<>();

        public ReadTurnHandler handlerOn(EventLoop loop) {
            return new ReadTurnHandler(turns.computeIfAbsent(loop, Turn::new));
        }
    }

    /** The turn of one event loop, which owns it. */
    private static final class Turn implements Runnable {
        private final EventLoop loop;
        private final Queue<ReadTurnHandler> waiting = new ArrayDeque<>();
        /** They take turns with the others: a question on a new connection does not wait for a thousand that never pause. */
        private final Queue<ReadTurnHandler> newcomers = new ArrayDeque<>();

        private boolean open;
        private long opened;
        /** How long the input of this round may take. */
        private long length;
        /** When input last had its turn. */
        private long ended;

        private long heldBytes;

        Turn(EventLoop loop) {
            this.loop = loop;
        }

        boolean hasTime() {
            long now = loop.ticker().nanoTime();
            if (!open) {
                open = true;
                opened = now;
                length = lengthAt(now);
                runAfterInput();
            }
            return !anyWaits() && now - opened < length;
        }

        /** As long as the tasks took, within limits. */
        private long lengthAt(long now) {
            return Math.max(SHORTEST_TURN_NANOS, Math.min(now - ended, LONGEST_TURN_NANOS));
        }

        private void runAfterInput() {
            try {
                loop.execute(this);
            } catch (RejectedExecutionException e) {
                open = false; // The loop has ended.
            }
        }

        /** Whether there is room. */
        boolean hold(Object message) {
            if (heldBytes >= MOST_HELD) {
                return false;
            }
            heldBytes += bytesOf(message);
            return true;
        }

        void letGo(Object message) {
            heldBytes -= bytesOf(message);
        }

        private static int bytesOf(Object message) {
            return message instanceof ByteBuf bytes ? bytes.capacity() : 0;
        }

        void add(ReadTurnHandler connection) {
            (connection.newcomer ? newcomers : waiting).add(connection);
        }

        private boolean anyWaits() {
            return !waiting.isEmpty() || !newcomers.isEmpty();
        }

        /** The tasks run. What waits goes on for a turn; the rest waits until other input and the tasks after it had theirs. */
        @Override
        public void run() {
            open = false;
            long began = loop.ticker().nanoTime();
            long end = began + lengthAt(began);
            ended = began;
            while (anyWaits() && ended - end < 0) {
                resumeNextOf(newcomers);
                resumeNextOf(waiting);
                ended = loop.ticker().nanoTime();
            }
            if (anyWaits()) {
                open = true;
                var unused = loop.schedule(this, 0, TimeUnit.NANOSECONDS);
            }
        }

        private static void resumeNextOf(Queue<ReadTurnHandler> connections) {
            ReadTurnHandler next = connections.poll();
            if (next != null) {
                next.resume();
            }
        }
    }
}
