package vigie.http.route;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads for answers that take time, so that event loops never wait. A thread works, and never waits for a client. The number of
 * answers under way is bounded: beyond it the client that has stood still for longest gives way, or the newcomer gets 503. A new
 * question goes before answers that were begun, so a short question does not wait behind hundreds of long ones. Thread-safe.
 */
public final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long ENDING_MILLIS = 250;

    /** New questions overtake answers that go on by up to this time. */
    private static final long YIELD_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ThreadPoolExecutor threads;
    private final int places;
    private final AnswerRoom room;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();
    private final Set<BodyStream> streams = ConcurrentHashMap.newKeySet();

    /**
     * @param name of the threads
     * @param atOnce how many threads
     * @param places how many answers may be under way, in work or on their way to their clients
     * @param room the memory of answers under way
     */
    public Workers(String name, int atOnce, int places, AnswerRoom room) {
        this.places = places;
        this.room = room;
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                10,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                new DefaultThreadFactory(name, true));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Makes the answer on a worker, and sends it on the event loop. It may look at the request's head, not at its content. */
    public void answer(ChannelHandlerContext ctx, HttpRequest request, String path, Supplier<Answer> answer) {
        answer(ctx, request, path, answer, () -> {});
    }

    /**
     * The same.
     *
     * @param over called once when the answer is made, or will not be
     */
    public void answer(
            ChannelHandlerContext ctx, HttpRequest request, String path, Supplier<Answer> answer, Runnable over) {
        if (!takePlace()) {
            over.run();
            refuse(ctx, request);
            return;
        }
        Runnable leave = () -> {
            taken.decrementAndGet();
            over.run();
        };
        start(ctx, request, leave, () -> {
            try {
                if (ctx.channel().isActive()) {
                    send(ctx, request, made(path, answer));
                }
            } finally {
                leave.run();
            }
        });
    }

    /** Has an answer found out and streamed. */
    public void stream(ChannelHandlerContext ctx, HttpRequest request, String path, BodySource source) {
        if (!takePlace()) {
            refuse(ctx, request);
            return;
        }
        BodyStream body = new BodyStream(ctx, request, room.streams(), this::leave);
        streams.add(body);
        if (body.isOver()) {
            streams.remove(body);
            return;
        }
        start(ctx, request, body::abandon, new AnswerTask(path, body, source, this));
    }

    /** Goes on with an answer that was begun. */
    void goOn(AnswerTask task) {
        try {
            threads.execute(new Turn(System.nanoTime() + YIELD_NANOS, numbers.getAndIncrement(), task));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // The server goes away, or there is no memory for a thread.
            task.cutOff();
        }
    }

    private void start(ChannelHandlerContext ctx, HttpRequest request, Runnable leave, Runnable work) {
        try {
            threads.execute(new Turn(System.nanoTime(), numbers.getAndIncrement(), work));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            leave.run();
            refuse(ctx, request);
        }
    }

    private void leave(BodyStream body) {
        streams.remove(body);
        taken.decrementAndGet();
    }

    private static Answer made(String path, Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (Throwable e) {
            return AnswerFailure.of(path, e);
        }
    }

    private void send(ChannelHandlerContext ctx, HttpRequest request, Answer made) {
        ctx.executor().execute(() -> {
            BodyMemory.Hold hold = room.whole().hold(ctx.channel(), made.ownBytes());
            if (hold == null) {
                refuse(ctx, request);
            } else {
                made.send(ctx, request, hold);
            }
        });
    }

    private static void refuse(ChannelHandlerContext ctx, HttpRequest request) {
        AnswerFailure.busy("fewer requests at a time").send(ctx, request);
    }

    private boolean takePlace() {
        if (taken.incrementAndGet() <= places || endStalled()) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    /** Whether one has made room. */
    private boolean endStalled() {
        long now = System.nanoTime();
        BodyStream stalled = streams.stream()
                .filter(body -> body.isStalled(now, room.stalled().toNanos()))
                .min(Comparator.comparingLong(BodyStream::progressNanos))
                .orElse(null);
        if (stalled == null) {
            return false;
        }
        stalled.cutOff();
        return true;
    }

    /** Answers under way are cut off, work under way is interrupted; it may take a moment to notice. */
    @Override
    public void close() {
        threads.shutdownNow();
        streams.forEach(BodyStream::cutOff);
    }

    /** After closing: waits a moment for work under way. */
    public void awaitEnd() {
        try {
            if (!threads.awaitTermination(ENDING_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("work goes on after closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Work that waits for a thread.
     *
     * @param dueNanos the earlier, the sooner
     * @param number keeps the order of those that are due at the same time
     */
    private record Turn(long dueNanos, long number, Runnable work) implements Runnable, Comparable<Turn> {
        @Override
        public void run() {
            work.run();
        }

        /** Differences, since these times may overflow. */
        @Override
        public int compareTo(Turn other) {
            int byTime = Long.signum(dueNanos - other.dueNanos);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }
}
