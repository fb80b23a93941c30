package vigie.source.simulated.plant;

/**
 * How one quantity moves, in its own unit.
 *
 * @param base its middle
 * @param daily how far the time of day carries it up and down
 * @param walk how far it wanders
 * @param walkSeconds how long it takes to wander about that far
 * @param noise how far one reading is off at most
 */
record Wave(double base, double daily, double walk, int walkSeconds, double noise) {}
