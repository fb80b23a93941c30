package vigie.still;

import java.util.Arrays;
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

/**
 * Reads a matrix as JSON: {@code {"rows":24,"columns":32,"values":[…],"unit":"°C"}}, values row after row, {@code null} for none. Of
 * several, one after the other as in a file to which lines are added, the last counts. Fields it does not know it passes over.
 */
final class MatrixReader {
    private static final int MAX_UNIT = 16;
    private static final int FIRST_VALUES = 1024;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build();

    private int rows = -1;
    private int columns = -1;
    private float @Nullable [] values;
    private @Nullable String unit;

    private MatrixReader() {}

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
            MatrixReader last = new MatrixReader();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw StillException.unreadable(
                            "matrix: not an object (expected: {\"rows\":…,\"columns\":…,\"values\":[…]})");
                }
                last = new MatrixReader();
                last.take(parser);
            }
            return last.content();
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

    private void take(JsonParser parser) throws StillException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "rows" -> rows = count(name, parser, token);
                case "columns" -> columns = count(name, parser, token);
                case "values" -> values = values(parser, token);
                case "unit" -> unit = unit(parser, token);
                default -> parser.skipChildren();
            }
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

    private static float[] values(JsonParser parser, JsonToken token) throws StillException {
        if (token != JsonToken.START_ARRAY) {
            throw StillException.unreadable("matrix: values (expected: a list of numbers, row after row)");
        }
        float[] values = new float[FIRST_VALUES];
        int count = 0;
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (count == StillSettings.MAX_CELLS) {
                throw tooMany("more values");
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count] = value(parser, next, count);
            count++;
        }
        return Arrays.copyOf(values, count);
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
        if (values.length != rows * columns) {
            throw StillException.unreadable("matrix: " + values.length + " values (expected: rows × columns = " + rows
                    + " × " + columns + " = " + rows * columns + ")");
        }
        return MatrixBytes.content(rows, columns, values, unit);
    }

    private static StillException tooMany(String what) {
        return new StillException(
                StillException.Kind.TOO_LARGE,
                "matrix: " + what + " (expected: at most " + StillSettings.MAX_CELLS + " values in all)");
    }
}
