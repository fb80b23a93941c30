package vigie.load.result;

/** What a group of sessions saw since counting began. Belongs to who counts. */
public final class LoadCounts {
    public final LatencyHistogram sourceToClient = new LatencyHistogram();
    final LatencyHistogram tickToClient = new LatencyHistogram();
    public long bytes;
    public long messages;
    public long updates;
    public long readings;
    long thinnedUpdates;
    public long thinnedAway;
    long problems;
    long unreadable;

    public void message(MessageFacts message) {
        messages++;
        switch (message.kind()) {
            case PROBLEM -> problems++;
            case UNREADABLE -> unreadable++;
            case WELCOME, UPDATE, OTHER -> {}
        }
    }

    public void update(MessageFacts update, long arrivalMicros) {
        updates++;
        readings += update.readings();
        if (update.thinned() > 0) {
            thinnedUpdates++;
            thinnedAway += update.thinned();
        }
        tickToClient.record(arrivalMicros - update.tickMillis() * 1000);
        if (update.newestMillis() > 0) {
            sourceToClient.record(arrivalMicros - update.newestMillis() * 1000);
        }
    }
}
