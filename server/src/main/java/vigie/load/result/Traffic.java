package vigie.load.result;

import java.util.IntSummaryStatistics;

/**
 * What a group of sessions saw in the measured time.
 *
 * @param sessions that were open in it
 * @param silentSessions that got no update in it
 * @param bytesPerMessage on the wire, with the heads of frames
 * @param thinnedUpdates updates before which others were left out
 * @param updatesThinnedAway those that were left out
 */
public record Traffic(
        int sessions,
        int silentSessions,
        long messages,
        double messagesPerSecond,
        long updates,
        long readings,
        double readingsPerSecond,
        double bytesPerMessage,
        double bytesPerSecond,
        double updatesPerSecondPerSessionMin,
        double updatesPerSecondPerSessionMean,
        double updatesPerSecondPerSessionMax,
        LoadResult.Latency sourceToClient,
        LoadResult.Latency tickToClient,
        long thinnedUpdates,
        long updatesThinnedAway,
        long problems,
        long unreadableMessages) {

    public static Traffic of(LoadCounts counts, IntSummaryStatistics updates, int silent, double seconds) {
        boolean none = updates.getCount() == 0;
        return new Traffic(
                (int) updates.getCount(),
                silent,
                counts.messages,
                ratio(counts.messages, seconds),
                counts.updates,
                counts.readings,
                ratio(counts.readings, seconds),
                ratio(counts.bytes, (double) counts.messages),
                ratio(counts.bytes, seconds),
                none ? 0 : ratio(updates.getMin(), seconds),
                LoadResult.ratio(updates.getAverage(), seconds),
                none ? 0 : ratio(updates.getMax(), seconds),
                LoadResult.Latency.of(counts.sourceToClient),
                LoadResult.Latency.of(counts.tickToClient),
                counts.thinnedUpdates,
                counts.thinnedAway,
                counts.problems,
                counts.unreadable);
    }

    /** Counts are far below the 2^53 from which a double is no longer exact. */
    private static double ratio(long count, double by) {
        return LoadResult.ratio((double) count, by);
    }
}
