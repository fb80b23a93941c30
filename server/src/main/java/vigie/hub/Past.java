package vigie.hub;

import java.util.List;

/**
 * What a viewer missed.
 *
 * @param now the hub at the moment of asking; its {@code seq} is that of the last batch
 * @param batches the batches after the place asked for, as far as memory reaches, oldest first
 * @param complete whether that is all that was missed
 * @param reachesMillis what came since then is remembered, all of it; epoch milliseconds by the hub's clock
 */
public record Past(HubSnapshot now, List<Batch> batches, boolean complete, long reachesMillis) {
    public Past {
        batches = List.copyOf(batches);
    }
}
