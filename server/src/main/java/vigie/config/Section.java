package vigie.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.work.Durations;

/**
 * The settings of one part of the file, read by name. Names that nobody asked for are refused by {@link #requireNothingElse}
 * with the nearest one that is known.
 */
final class Section {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
    private static final int MAX_TEXT = 4096;

    private final Place place;
    private final Map<String, Node.Entry> entries;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Place place, Map<String, Node.Entry> entries) {
        this.place = place;
        this.entries = entries;
    }

    static Section of(Node node, String what) throws ConfigException {
        if (node instanceof Node.Settings settings) {
            return new Section(settings.place(), settings.entries());
        }
        if (node instanceof Node.Text text && text.text().isEmpty()) {
            return new Section(node.place(), Map.of());
        }
        throw node.place().problem(what + " (expected: settings by name, such as \"name: value\")");
    }

    /** Settings that are not there. */
    static Section empty() {
        return new Section(Place.NONE, Map.of());
    }

    Place place() {
        return place;
    }

    Set<String> names() {
        return entries.keySet();
    }

    boolean has(String name) {
        known.add(name);
        return entries.containsKey(name);
    }

    Section section(String name) throws ConfigException {
        Node node = node(name);
        return node == null ? new Section(place, Map.of()) : of(node, name);
    }

    List<Node> items(String name) throws ConfigException {
        Node node = node(name);
        if (node == null || (node instanceof Node.Text text && text.text().isEmpty())) {
            return List.of();
        }
        if (node instanceof Node.Items items) {
            return items.items();
        }
        throw node.place().problem(name + " (expected: a list, each item after a dash)");
    }

    List<String> texts(String name) throws ConfigException {
        List<String> texts = new ArrayList<>();
        for (Node item : items(name)) {
            texts.add(textOf(item, name));
        }
        return texts;
    }

    List<Double> numbers(String name) throws ConfigException {
        List<Double> numbers = new ArrayList<>();
        for (Node item : items(name)) {
            String text = textOf(item, name);
            try {
                numbers.add(finite(text));
            } catch (NumberFormatException e) {
                throw item.place().problem(name + ": " + text + " (expected: a number)", e);
            }
        }
        return numbers;
    }

    @Nullable
    String optionalText(String name) throws ConfigException {
        Node node = node(name);
        return node == null ? null : textOf(node, name);
    }

    String text(String name, String otherwise) throws ConfigException {
        String text = optionalText(name);
        return text == null ? otherwise : text;
    }

    String requiredText(String name, String expected) throws ConfigException {
        String text = optionalText(name);
        if (text == null) {
            throw place.problem(name + ": missing (expected: " + expected + ")");
        }
        return text;
    }

    int integer(String name, int otherwise) throws ConfigException {
        return parsed(name, otherwise, "a whole number", text -> Integer.parseInt(requireForm(WHOLE, text)));
    }

    long longInteger(String name, long otherwise) throws ConfigException {
        return parsed(name, otherwise, "a whole number", text -> Long.parseLong(requireForm(WHOLE, text)));
    }

    double number(String name, double otherwise) throws ConfigException {
        return parsed(name, otherwise, "a number", Section::finite);
    }

    @Nullable
    Double optionalNumber(String name) throws ConfigException {
        return has(name) ? (Double) number(name, 0) : null;
    }

    Duration duration(String name, Duration otherwise) throws ConfigException {
        return parsed(name, otherwise, Durations.EXPECTED, Durations::parse);
    }

    @Nullable
    Duration optionalDuration(String name) throws ConfigException {
        return has(name) ? duration(name, Duration.ZERO) : null;
    }

    long bytes(String name, long otherwise) throws ConfigException {
        return parsed(name, otherwise, ByteSizes.EXPECTED, ByteSizes::parse);
    }

    boolean flag(String name, boolean otherwise) throws ConfigException {
        return parsed(name, otherwise, "true or false", Section::bool);
    }

    /** One of the values of an enumeration, by its word. */
    <T> T choice(String name, T otherwise, Map<String, T> words) throws ConfigException {
        return parsed(name, otherwise, "one of " + String.join(", ", words.keySet()), text -> {
            T value = words.get(text);
            if (value == null) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** Makes a record from what was read, and says where the value stands that the record refuses. */
    <T> T make(Maker<T> maker) throws ConfigException {
        try {
            return maker.make();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int colon = message.indexOf(':');
            Node.Entry guilty = colon < 0 ? null : entries.get(message.substring(0, colon));
            throw (guilty == null ? place : guilty.value().place()).problem(message, e);
        }
    }

    /** These are asked for elsewhere. */
    void knows(String... names) {
        known.addAll(List.of(names));
    }

    void requireNothingElse() throws ConfigException {
        for (Map.Entry<String, Node.Entry> entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue().place().problem(NearestName.unknown(entry.getKey(), known));
            }
        }
    }

    /** Reads settings and makes a record; what it throws as wrong argument starts with the setting's name. */
    interface Maker<T> {
        T make() throws ConfigException;
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private <T> T parsed(String name, T otherwise, String expected, Parser<T> parser) throws ConfigException {
        Node node = node(name);
        if (node == null) {
            return otherwise;
        }
        String text = textOf(node, name);
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            String why = said.startsWith(text + " (expected: ") ? said : text + " (expected: " + expected + ")";
            throw node.place().problem(name + ": " + why, e);
        }
    }

    private @Nullable Node node(String name) {
        known.add(name);
        Node.Entry entry = entries.get(name);
        return entry == null ? null : entry.value();
    }

    private static String textOf(Node node, String name) throws ConfigException {
        if (node instanceof Node.Text text && !text.text().isEmpty()) {
            if (text.text().length() > MAX_TEXT) {
                throw node.place()
                        .problem(name + ": " + text.text().length() + " characters (expected: at most " + MAX_TEXT
                                + ")");
            }
            return text.text();
        }
        throw node.place().problem(name + " (expected: one value)");
    }

    private static double finite(String text) {
        double value = Double.parseDouble(requireForm(DECIMAL, text));
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    /** Java would also read digits of other scripts, hexadecimal numbers, and a d or f behind the number, which looks like a unit. */
    private static String requireForm(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
