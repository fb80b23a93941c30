package vigie.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What drives a client: the JDK's HTTP client, and the one thread that owns the client's state and calls its listener. Any thread
 * may hand it work; what comes after the end is not taken.
 */
final class ClientEngine implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    ClientEngine() {
        executor = new ScheduledThreadPoolExecutor(1, this::newThread);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    HttpClient http() {
        return http;
    }

    /** Has it done after what was handed over before; false when the engine has ended. */
    boolean run(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Has it done later; for the engine's own thread. */
    Future<?> after(Duration pause, Runnable task) {
        return executor.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether this is the engine's own thread. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Ends after what was handed over before. */
    @Override
    public void close() {
        executor.shutdown();
    }

    private Thread newThread(Runnable work) {
        Thread created = new Thread(work, "vigie-client");
        created.setDaemon(true);
        thread = created;
        return created;
    }
}
