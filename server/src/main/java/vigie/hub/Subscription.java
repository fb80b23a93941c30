package vigie.hub;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscriber whose failures stay its own, even when it found no memory. Used by the ticker thread only. */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final HubSubscriber subscriber;
    private long failures;

    Subscription(HubSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    void deliver(Batch batch) {
        try {
            subscriber.batch(batch);
        } catch (RuntimeException | Error e) {
            if (Long.bitCount(++failures) == 1) {
                LOG.error("{} failed on batch {} ({} failures so far)", subscriber, batch.seq(), failures, e);
            }
        }
    }
}
