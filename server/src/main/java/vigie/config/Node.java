package vigie.config;

import java.util.List;
import java.util.Map;

/** A piece of the configuration file, with its place. */
sealed interface Node {
    Place place();

    /** A value as written; empty when there is none. */
    record Text(Place place, String text) implements Node {}

    /** A list. */
    record Items(Place place, List<Node> items) implements Node {}

    /** Settings by name, in order. */
    record Settings(Place place, Map<String, Entry> entries) implements Node {}

    /** A setting: where its name stands, and its value. */
    record Entry(Place place, Node value) {}
}
