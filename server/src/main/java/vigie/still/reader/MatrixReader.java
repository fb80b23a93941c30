package vigie.still.reader;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import vigie.sensor.PrintableText;
import vigie.still.content.StillContent;
import vigie.still.content.StillException;
import vigie.still.content.StillSettings;

/**
 * Reads a matrix as JSON: {@code {"rows":24,"columns":32,"values":[…],"unit":"°C"}}, values row after row, {@code null} for none. Of
 * several, one after the other as in a file to which lines are added, the last counts. Fields it does not know it passes over.
 */
final class MatrixReader {
    private static final int MAX_UNIT = 16;
    /** How many names there may be in all: {@value}. A matrix has four. */
    private static final int MAX_NAMES = 10_000;

    private static final int MAX_NAME = 256;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNameLength(MAX_NAME)
                    .build())
            .build();

    private final JsonParser parser;
    private int names;
    private int rows = -1;
    private int columns = -1;
    private @Nullable MatrixPacker values;
    private @Nullable String unit;

    private MatrixReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Whether these bytes begin like one, as far as they go. */
    static boolean begins(byte[] bytes) {
        for (byte next : bytes) {
            if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
                return next == '{';
            }
        }
        return false;
    }

    static StillContent read(byte[] json) throws StillException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            MatrixReader reader = new MatrixReader(parser);
            try {
                return reader.last();
            } finally {
                reader.forget();
            }
        } catch (UnexpectedEndOfInputException e) {
            throw broken(json);
        } catch (JacksonException e) {
            throw new StillException(
                    endsLikeOne(json) ? StillException.Kind.UNREADABLE : StillException.Kind.INCOMPLETE,
                    "matrix: not JSON: " + e.getOriginalMessage());
        }
    }

    /** What breaks off within a word is no JSON, either. */
    private static boolean endsLikeOne(byte[] json) {
        for (int i = json.length - 1; i >= 0; i--) {
            if (json[i] > ' ') {
                return json[i] == '}';
            }
        }
        return false;
    }

    private static StillException broken(byte[] json) {
        return StillException.incomplete(
                "matrix: breaks off after " + json.length + " bytes (expected: the end of the object)");
    }

    /** The last object counts. */
    private StillContent last() throws StillException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw StillException.unreadable(
                        "matrix: not an object (expected: {\"rows\":…,\"columns\":…,\"values\":[…]})");
            }
            forget();
            take();
        }
        return content();
    }

    private void forget() {
        rows = -1;
        columns = -1;
        unit = null;
        if (values != null) {
            values.close();
            values = null;
        }
    }

    private void take() throws StillException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            countName();
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "rows" -> rows = count(name, parser, token);
                case "columns" -> columns = count(name, parser, token);
                case "values" -> takeValues(token);
                case "unit" -> unit = unit(parser, token);
                default -> pass(token);
            }
        }
    }

    /** Each name takes memory until the end. */
    private void countName() throws StillException {
        names++;
        if (names > MAX_NAMES) {
            throw new StillException(
                    StillException.Kind.TOO_LARGE,
                    "matrix: more than " + MAX_NAMES + " names (expected: rows, columns, values and unit)");
        }
    }

    /** Passes over a value that is not known. */
    private void pass(@Nullable JsonToken first) throws StillException {
        int depth = 0;
        JsonToken token = first;
        while (token != null) {
            if (token == JsonToken.PROPERTY_NAME) {
                countName();
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private static int count(String name, JsonParser parser, JsonToken token) throws StillException {
        if (token != JsonToken.VALUE_NUMBER_INT || !(parser.getDoubleValue() >= 1)) {
            throw StillException.unreadable("matrix: " + name + " (expected: a whole number, 1 or more)");
        }
        if (parser.getDoubleValue() > StillSettings.MAX_CELLS) {
            throw tooMany(parser.getString() + " " + name);
        }
        return parser.getIntValue();
    }

    private void takeValues(@Nullable JsonToken token) throws StillException {
        if (token != JsonToken.START_ARRAY) {
            throw StillException.unreadable("matrix: values (expected: a list of numbers, row after row)");
        }
        MatrixPacker packer = new MatrixPacker();
        values = packer;
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (packer.count() == StillSettings.MAX_CELLS) {
                throw tooMany("more values");
            }
            packer.add(value(parser, next, packer.count()));
        }
    }

    private static float value(JsonParser parser, JsonToken token, int place) throws StillException {
        if (token == JsonToken.VALUE_NULL) {
            return Float.NaN;
        }
        float value = token != null && token.isNumeric() ? parser.getFloatValue() : Float.NaN;
        if (!Float.isFinite(value)) {
            throw StillException.unreadable("matrix: value number " + (place + 1)
                    + " (expected: a number within single precision, or null for none)");
        }
        return value;
    }

    private static @Nullable String unit(JsonParser parser, JsonToken token) throws StillException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        String text = token == JsonToken.VALUE_STRING ? parser.getString().strip() : "";
        if (text.isEmpty() || text.length() > MAX_UNIT || !PrintableText.isPrintable(text)) {
            throw StillException.unreadable("matrix: unit (expected: a text of 1 to " + MAX_UNIT + " characters)");
        }
        return text;
    }

    private StillContent content() throws StillException {
        if (rows < 0 || columns < 0 || values == null) {
            throw StillException.unreadable("matrix: "
                    + (rows < 0 ? "rows" : columns < 0 ? "columns" : "values")
                    + ": missing (expected: rows, columns and values)");
        }
        if ((long) rows * columns > StillSettings.MAX_CELLS) {
            throw tooMany(rows + " × " + columns + " values");
        }
        if (values.count() != rows * columns) {
            throw StillException.unreadable("matrix: " + values.count() + " values (expected: rows × columns = " + rows
                    + " × " + columns + " = " + rows * columns + ")");
        }
        return values.content(rows, columns, unit);
    }

    private static StillException tooMany(String what) {
        return new StillException(
                StillException.Kind.TOO_LARGE,
                "matrix: " + what + " (expected: at most " + StillSettings.MAX_CELLS + " values in all)");
    }
}
