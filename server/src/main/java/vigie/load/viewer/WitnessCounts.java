package vigie.load.viewer;

import org.jspecify.annotations.Nullable;
import vigie.load.result.LoadCounts;
import vigie.load.result.LoadResult;
import vigie.load.result.MessageFacts;
import vigie.load.result.WitnessResult;

/** What one session saw since counting began. The lock lets one thread hear and another ask. */
final class WitnessCounts {
    private LoadCounts counts = new LoadCounts();
    private long lastSeq;
    private long missed;
    private long repeated;

    synchronized void begin() {
        counts = new LoadCounts();
        missed = 0;
        repeated = 0;
    }

    synchronized void take(MessageFacts message, long arrivalMicros) {
        counts.message(message);
        switch (message.kind()) {
            case WELCOME -> lastSeq = message.seq();
            case UPDATE -> updated(message, arrivalMicros);
            case PROBLEM, OTHER, UNREADABLE -> {}
        }
    }

    /**
     * What was seen until now.
     *
     * @param trouble why that is nothing, or not all; null when it is all
     */
    synchronized WitnessResult result(@Nullable String trouble) {
        return new WitnessResult(
                counts.updates,
                counts.readings,
                missed,
                repeated,
                counts.thinnedAway,
                LoadResult.Latency.of(counts.sourceToClient),
                trouble);
    }

    private void updated(MessageFacts update, long arrivalMicros) {
        long missing = update.seq() - lastSeq - 1 - update.thinned();
        if (missing < 0) {
            repeated++;
        }
        missed += Math.max(0, missing);
        lastSeq = update.seq();
        counts.update(update, arrivalMicros);
    }
}
