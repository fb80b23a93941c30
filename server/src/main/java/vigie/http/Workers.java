package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few threads for answers that take time, so that event loops never wait. Bounded: beyond it 503. Thread-safe. */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long ENDING_MILLIS = 250;

    private final ThreadPoolExecutor threads;

    /**
     * @param name of the threads
     * @param atOnce how many threads
     * @param waiting how many requests may wait for one
     */
    Workers(String name, int atOnce, int waiting) {
        BlockingQueue<Runnable> queue = waiting == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(waiting);
        threads = new ThreadPoolExecutor(
                atOnce, atOnce, 10, TimeUnit.SECONDS, queue, new DefaultThreadFactory(name, true));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Makes the answer on a worker, and sends it on the event loop. */
    void answer(ChannelHandlerContext ctx, FullHttpRequest request, Supplier<Answer> answer) {
        request.retain();
        boolean taken = run(ctx, request, () -> {
            Answer made = answer.get();
            ctx.executor().execute(() -> send(ctx, request, made));
        });
        if (!taken) {
            request.release();
        }
    }

    /**
     * Does on a worker what answers a request; it is told when there is no room.
     *
     * @return whether there was room
     */
    boolean run(ChannelHandlerContext ctx, FullHttpRequest request, Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "busy (expected: fewer requests at a time)")
                    .with(HttpHeaderNames.RETRY_AFTER, "1")
                    .send(ctx, request);
            return false;
        }
    }

    private static void send(ChannelHandlerContext ctx, FullHttpRequest request, Answer answer) {
        try {
            answer.send(ctx, request);
        } finally {
            request.release();
        }
    }

    /** Work under way is interrupted; it may take a moment to notice. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** After closing: waits a moment for work under way. */
    void awaitEnd() {
        try {
            if (!threads.awaitTermination(ENDING_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("work goes on after closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
