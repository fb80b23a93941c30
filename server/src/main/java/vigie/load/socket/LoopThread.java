package vigie.load.socket;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The one event loop of a run, and how to ask it. */
public final class LoopThread implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;

    public LoopThread(ClientTransport transport) {
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("load", true), transport.handlers());
    }

    public MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /** Later, on the loop. From any thread. */
    public void execute(Runnable task) {
        group.execute(task);
    }

    /** Later, on the loop, unless it ends before. From any thread. */
    public void schedule(Runnable task, long nanos) {
        var unused = group.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    /** Runs it on the loop and waits. Not from the loop itself. */
    public <T> T ask(Callable<T> question) throws InterruptedException {
        try {
            return group.submit(question).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Runs it on the loop and waits. Not from the loop itself. */
    public void tell(Runnable task) throws InterruptedException {
        try {
            group.submit(task).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What the calling thread has computed so far; 0 where the Java machine cannot tell. On the loop. */
    public static long cpuNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
