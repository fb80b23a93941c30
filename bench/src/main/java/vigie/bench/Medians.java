package vigie.bench;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Figures of several rounds. */
final class Medians {
    private Medians() {}

    /** The median of one figure; the lower of two middle ones; NaN of none. */
    static double of(List<JsonNode> rounds, String pointer) {
        double[] values = sorted(rounds, pointer);
        return values.length == 0 ? Double.NaN : values[(values.length - 1) / 2];
    }

    /** All values of one figure, least first. */
    static double[] sorted(List<JsonNode> rounds, String pointer) {
        return rounds.stream()
                .mapToDouble(round -> round.at(pointer).asDouble(Double.NaN))
                .sorted()
                .toArray();
    }
}
