package vigie.hub;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.work.FailureLog;

/** A subscriber whose failures stay its own, even when it found no memory. Used by the ticker thread only. */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final FailureLog failures = new FailureLog(LOG);
    private final HubSubscriber subscriber;

    Subscription(HubSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    void deliver(Batch batch) {
        try {
            subscriber.batch(batch);
        } catch (RuntimeException | Error e) {
            failures.failed("a subscriber of batches failed:", subscriber, e);
        }
    }
}
