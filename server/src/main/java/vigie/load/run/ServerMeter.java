package vigie.load.run;

import org.jspecify.annotations.Nullable;
import vigie.load.result.LoadCounts;
import vigie.load.result.LoadResult;
import vigie.load.viewer.Viewers;

/** What the server's process costs, where it can be seen. One run each; on its thread, but for {@link #cost}. */
final class ServerMeter {
    private static final double MILLION = 1e6;

    private final @Nullable ServerProcess process;
    private final long beforeBytes;
    private long connectedBytes;

    /** Made before the sessions open. */
    ServerMeter(@Nullable ServerProcess process) {
        this.process = process;
        this.beforeBytes = residentBytes();
    }

    /** The sessions are open now. */
    void connected() {
        connectedBytes = residentBytes();
    }

    /** What the measured time cost, now that it is over; null where nothing can be seen. On the event loop. */
    LoadResult.@Nullable ServerCost cost(Mark begin, Mark end, Viewers viewers) {
        double cpu = end.serverSecondsSince(begin);
        if (process == null || Double.isNaN(cpu)) {
            return null;
        }
        LoadCounts steady = viewers.counts(false);
        LoadCounts slow = viewers.counts(true);
        return new LoadResult.ServerCost(
                process.pid(),
                LoadResult.rounded(cpu),
                LoadResult.ratio(cpu, end.secondsSince(begin)),
                LoadResult.ratio(cpu * MILLION, (double) steady.messages + slow.messages),
                LoadResult.ratio(cpu * MILLION, (double) steady.updates + slow.updates),
                beforeBytes,
                connectedBytes,
                residentBytes(),
                Math.max(0, connectedBytes - beforeBytes) / Math.max(1, viewers.openedCount()));
    }

    private long residentBytes() {
        return process == null ? 0 : process.residentBytes();
    }
}
