package vigie.hub;

import java.util.List;

/**
 * How the hub keeps up, counted since it was made.
 *
 * @param ticks ticks, also those without a batch
 * @param lateTicks ticks that were not done when the next was due; ticks are then left out, not made up for
 * @param readings readings handed on
 * @param waiting readings that wait for the next tick; bounded, sources wait when it is full
 * @param inlets the ways in, in order of configuration
 */
public record HubTally(long ticks, long lateTicks, long readings, int waiting, List<InletTally> inlets) {
    public HubTally {
        inlets = List.copyOf(inlets);
    }
}
