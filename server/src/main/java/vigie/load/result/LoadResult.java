package vigie.load.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run showed. The names are those of {@code vigie bench --json}; {@code docs/bench.md} explains each.
 *
 * @param url the server
 * @param server who it says it is
 * @param tickMillis its tick
 * @param format the subprotocol
 * @param deflate {@code off}, {@code on}, or {@code not offered by the server}
 * @param views {@code same} or {@code distinct}
 * @param transport how the client spoke to the kernel
 * @param interrupted whether it was ended early
 * @param warmupSeconds what did not count
 * @param measuredSeconds what did
 * @param opening how the sessions came about
 * @param steady what those saw that always read
 * @param slow what became of those that stopped reading; null without {@code --slow}
 * @param lostUpdates updates that never came and that nothing explains; of the whole run, as the next two
 * @param repeatedUpdates updates that came again, or after later ones
 * @param disconnects sessions that ended before the run did
 * @param witness what one more session saw, which is not among those above; null with {@code --no-witness}
 * @param serverProcess what it cost the server; null when its process cannot be seen
 * @param client what it cost the client
 */
public record LoadResult(
        String url,
        String server,
        long tickMillis,
        String format,
        String deflate,
        String views,
        String transport,
        boolean interrupted,
        double warmupSeconds,
        double measuredSeconds,
        Opening opening,
        Traffic steady,
        @Nullable Slow slow,
        long lostUpdates,
        long repeatedUpdates,
        List<Disconnect> disconnects,
        @Nullable WitnessResult witness,
        @Nullable ServerCost serverProcess,
        ClientCost client) {
    public LoadResult {
        disconnects = List.copyOf(disconnects);
    }

    /** How many sessions ended before the run did. */
    int disconnectCount() {
        return disconnects.stream().mapToInt(Disconnect::count).sum();
    }

    /**
     * How the sessions came about.
     *
     * @param notTried when the run was ended early
     * @param seconds from the first connection to the last welcome
     */
    public record Opening(int asked, int opened, int failed, int notTried, double seconds, List<Failure> failures) {
        public Opening {
            failures = List.copyOf(failures);
            seconds = rounded(seconds);
        }
    }

    /** So many sessions failed to open for this cause. */
    public record Failure(String cause, int count) {}

    /** How long it took, of so many. */
    public record Latency(long count, double p50Millis, double p99Millis, double p999Millis, double maxMillis) {
        public static Latency of(LatencyHistogram times) {
            return new Latency(
                    times.count(),
                    millis(times.percentileMicros(0.5)),
                    millis(times.percentileMicros(0.99)),
                    millis(times.percentileMicros(0.999)),
                    millis(times.maxMicros()));
        }
    }

    /**
     * What became of the sessions that stopped reading.
     *
     * @param open how many were still open at the end
     * @param caughtUp how many got an update made after they read again
     * @param caughtUpAfterMillisMax how long the last of those waited for it
     * @param newestAgeMillisMedian how old the newest reading was that an open one knew at the end
     * @param newestAgeMillisMax the same of the one that was worst off
     */
    public record Slow(
            Traffic traffic,
            int open,
            int caughtUp,
            long caughtUpAfterMillisMax,
            long newestAgeMillisMedian,
            long newestAgeMillisMax) {}

    /** So many sessions ended like this. */
    public record Disconnect(int code, String reason, boolean slow, int count) {}

    /**
     * What it cost the server.
     *
     * @param cpuSeconds in the measured time, all its threads
     * @param cpuCores the same per second: 1 is a core always busy
     * @param cpuSecondsPerMillionMessages per million delivered to all sessions
     * @param cpuSecondsPerMillionUpdates per million updates; catching up takes more messages than updates
     * @param residentBytesPerSession what it grew while sessions opened, per session
     */
    public record ServerCost(
            long pid,
            double cpuSeconds,
            double cpuCores,
            double cpuSecondsPerMillionMessages,
            double cpuSecondsPerMillionUpdates,
            long residentBytesBefore,
            long residentBytesConnected,
            long residentBytesAtEnd,
            long residentBytesPerSession) {}

    /**
     * What it cost the client.
     *
     * @param cpuCores all its threads, per second of the measured time
     * @param loopShare how busy its one event loop was, 1 at most: near 1 the figures measure the client
     */
    public record ClientCost(double cpuSeconds, double cpuCores, double loopShare) {
        /** From here on the client is taken for the limit. */
        private static final double LIMIT = 0.9;

        /** Whether the figures measure the client. */
        boolean wasTheLimit() {
            return loopShare >= LIMIT;
        }
    }

    /** Three decimals; 0 when there is nothing to divide by. */
    public static double ratio(double amount, double by) {
        return by == 0 ? 0 : rounded(amount / by);
    }

    private static double millis(long micros) {
        return micros / 1000.0;
    }

    public static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
