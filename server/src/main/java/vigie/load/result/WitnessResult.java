package vigie.load.result;

import org.jspecify.annotations.Nullable;

/**
 * What the witness saw in the measured time: one more session, that of a program.
 *
 * @param missedUpdates holes in {@code seq} that no {@code thinned} explains
 * @param repeatedUpdates updates that came again, or after later ones
 * @param updatesThinnedAway those that the server left out, and said so
 * @param sourceToClient from the time of the newest reading of an update to the program, decoded
 * @param trouble why it saw nothing, or why it ended before the run did; null when all is well
 */
public record WitnessResult(
        long updates,
        long readings,
        long missedUpdates,
        long repeatedUpdates,
        long updatesThinnedAway,
        LoadResult.Latency sourceToClient,
        @Nullable String trouble) {}
