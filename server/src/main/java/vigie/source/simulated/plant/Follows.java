package vigie.source.simulated.plant;

/**
 * One quantity goes where another went before, such as a return temperature after the flow temperature.
 *
 * @param leader the index of the channel that is followed
 * @param factor how far it is carried, in its own unit, when the leader is at the upper end of its walk
 * @param lagMillis how much later
 */
record Follows(int leader, double factor, long lagMillis) {
    /** Follows nothing. */
    static final Follows NOTHING = new Follows(0, 0, 0);
}
