package vigie.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A few threads for answers that take time, so that event loops never wait. Bounded: beyond it 503. Thread-safe. */
final class Workers implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int WAITING = 1000;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            new DefaultThreadFactory("http-worker", true));

    Workers() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Makes the answer on a worker, and sends it on the event loop. */
    void answer(ChannelHandlerContext ctx, FullHttpRequest request, Supplier<Answer> answer) {
        request.retain();
        try {
            threads.execute(() -> {
                Answer made = answer.get();
                ctx.executor().execute(() -> send(ctx, request, made));
            });
        } catch (RejectedExecutionException e) {
            send(
                    ctx,
                    request,
                    Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "busy (expected: fewer requests at a time)")
                            .with(HttpHeaderNames.RETRY_AFTER, "1"));
        }
    }

    private static void send(ChannelHandlerContext ctx, FullHttpRequest request, Answer answer) {
        try {
            answer.send(ctx, request);
        } finally {
            request.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
