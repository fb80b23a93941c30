package vigie.hub;

/** Gets every batch. Called on the hub's ticker thread, which it must not block. What it throws is logged and harms nobody. */
@FunctionalInterface
public interface HubSubscriber {
    void batch(Batch batch);
}
