package vigie.load.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import vigie.load.result.LoadResult;
import vigie.load.socket.LoopThread;

/**
 * The clocks of time and work at one moment; the difference of two is what was measured. Taken on the event loop.
 *
 * @param nanos {@link System#nanoTime}
 * @param loopNanos what the event loop has computed
 * @param clientNanos what this process has computed
 * @param serverSeconds what the server's process has computed; 0 when it cannot be seen
 */
record Mark(long nanos, long loopNanos, long clientNanos, double serverSeconds) {
    private static final double NANOS = 1e9;

    static Mark now(@Nullable ServerProcess server) {
        long clientNanos = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean process
                ? process.getProcessCpuTime()
                : 0;
        return new Mark(
                System.nanoTime(), LoopThread.cpuNanos(), clientNanos, server == null ? 0 : server.cpuSeconds());
    }

    double secondsSince(Mark begin) {
        return (nanos - begin.nanos) / NANOS;
    }

    double serverSecondsSince(Mark begin) {
        return serverSeconds - begin.serverSeconds;
    }

    LoadResult.ClientCost clientCostSince(Mark begin) {
        double seconds = secondsSince(begin);
        double cpu = (clientNanos - begin.clientNanos) / NANOS;
        double loop = (loopNanos - begin.loopNanos) / NANOS;
        return new LoadResult.ClientCost(
                LoadResult.rounded(cpu), LoadResult.ratio(cpu, seconds), LoadResult.ratio(loop, seconds));
    }
}
