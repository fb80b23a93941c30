package vigie.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML text to {@link Node}s, so that complaints can name line and column. */
final class NodeReader {
    private static final int MAX_DEPTH = 20;

    private final String file;
    private final JsonParser parser;

    private NodeReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** Reads a whole document; null when it is empty. */
    static @Nullable Node read(String file, String yaml) throws ConfigException {
        try (JsonParser parser = new YAMLMapper().createParser(yaml)) {
            NodeReader reader = new NodeReader(file, parser);
            JsonToken first = parser.nextToken();
            return first == null || first == JsonToken.VALUE_NULL ? null : reader.node(first, 0);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Place place = at == null ? new Place(file, 1, 1) : new Place(file, at.getLineNr(), at.getColumnNr());
            throw place.problem("this is not YAML: " + firstLine(e.getOriginalMessage()), e);
        }
    }

    private Node node(@Nullable JsonToken token, int depth) throws ConfigException {
        Place place = place();
        if (depth > MAX_DEPTH) {
            throw place.problem("nested too deeply (expected: at most " + MAX_DEPTH + " levels)");
        }
        if (token == JsonToken.START_OBJECT) {
            return settings(place, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            return items(place, depth);
        }
        return new Node.Text(place, token == JsonToken.VALUE_NULL ? "" : parser.getString());
    }

    private Node settings(Place place, int depth) throws ConfigException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Place at = place();
            if (entries.put(name, new Node.Entry(at, node(parser.nextToken(), depth + 1))) != null) {
                throw at.problem(name + ": stands here twice (expected: once)");
            }
        }
        return new Node.Settings(place, entries);
    }

    private Node items(Place place, int depth) throws ConfigException {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, depth + 1));
        }
        return new Node.Items(place, items);
    }

    private Place place() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(file, at.getLineNr(), at.getColumnNr());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
