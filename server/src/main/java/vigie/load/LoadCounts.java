package vigie.load;

/** What a group of sessions saw since counting began. Belongs to who counts. */
final class LoadCounts {
    final LatencyHistogram sourceToClient = new LatencyHistogram();
    final LatencyHistogram tickToClient = new LatencyHistogram();
    long bytes;
    long messages;
    long updates;
    long readings;
    long thinnedUpdates;
    long thinnedAway;
    long problems;
    long unreadable;

    void message(MessageFacts message) {
        messages++;
        switch (message.kind()) {
            case PROBLEM -> problems++;
            case UNREADABLE -> unreadable++;
            case WELCOME, UPDATE, OTHER -> {}
        }
    }

    void update(MessageFacts update, long arrivalMicros) {
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
