package vigie.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** YAML text to {@link Node}s, so that complaints can name line and column. */
final class NodeReader {
    private static final int MAX_DEPTH = 20;
    private static final Pattern TOLD_PLACE = Pattern.compile("(?m)^ in .*, line (\\d{1,9}), column (\\d{1,9}):?$");

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
            Node root = first == null || first == JsonToken.VALUE_NULL ? null : reader.node(first, 0);
            if (first != null && parser.nextToken() != null) {
                throw reader.place()
                        .problem("a second document begins here (expected: one document, without a line --- in"
                                + " between)");
            }
            return root;
        } catch (JacksonException e) {
            throw problemAt(file, e).problem("this is not YAML: " + problem(String.valueOf(e.getOriginalMessage())), e);
        }
    }

    private Node node(@Nullable JsonToken token, int depth) throws ConfigException {
        Place place = place();
        requirePlain(place);
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

    /** What an alias or a tag stands for would be a text that nobody wrote. */
    private void requirePlain(Place place) throws ConfigException {
        if (parser instanceof YAMLParser yaml) {
            if (yaml.isCurrentAlias()) {
                throw place.problem("*" + parser.getString() + ": an alias (expected: the value itself)");
            }
            if (yaml.getTypeId() != null) {
                throw place.problem("!" + yaml.getTypeId() + ": a tag (expected: the value alone)");
            }
        }
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

    /** The parser tells where it was, and then in words where the problem is. */
    private static Place problemAt(String file, JacksonException e) {
        Place place = new Place(file, 1, 1);
        Matcher told = TOLD_PLACE.matcher(String.valueOf(e.getOriginalMessage()));
        while (told.find()) {
            place = new Place(file, Integer.parseInt(told.group(1)), Integer.parseInt(told.group(2)));
        }
        TokenStreamLocation at = e.getLocation();
        return place.line() == 1 && place.column() == 1 && at != null
                ? new Place(file, at.getLineNr(), at.getColumnNr())
                : place;
    }

    /** The sentences of a message, without the places and pieces of the file between them. */
    private static String problem(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .collect(Collectors.joining(", "));
    }
}
