package vigie.protocol.request;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vigie.protocol.ProblemCode;
import vigie.protocol.ProblemException;
import vigie.protocol.Text;
import vigie.sensor.SensorId;

/** The fields of one message of a client, each read with its limits; what is wrong is told with the message's {@code ref}. */
final class ClientFields {
    /** {@value} characters. */
    static final int MAX_TEXT = 1000;
    /** {@value} characters. */
    static final int MAX_NAME = 40;

    private final JsonNode object;
    private final @Nullable Long ref;

    ClientFields(JsonNode object) throws ProblemException {
        this.object = object;
        this.ref = readRef(object);
    }

    @Nullable
    Long ref() {
        return ref;
    }

    /** The field itself, null when it is missing or null. */
    @Nullable
    JsonNode node(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** As it came. */
    @Nullable
    String string(String field) throws ProblemException {
        JsonNode value = node(field);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw bad(field, value.toString(), "a string");
        }
        return value.stringValue();
    }

    /** Plain text; null when there is none. */
    @Nullable
    String text(String field) throws ProblemException {
        return plain(field, MAX_TEXT);
    }

    String requiredText(String field) throws ProblemException {
        String text = text(field);
        if (text == null) {
            throw problem(field + ": missing (expected: text of 1 to " + MAX_TEXT + " characters)");
        }
        return text;
    }

    /** A name, on one line; null when there is none. */
    @Nullable
    String name(String field) throws ProblemException {
        String name = plain(field, MAX_NAME);
        return name == null ? null : name.replace('\n', ' ');
    }

    @Nullable
    Long whole(String field, long least, long most) throws ProblemException {
        JsonNode value = node(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw bad(
                    field,
                    value.toString(),
                    "a whole number"
                            + (most == Long.MAX_VALUE ? ", at least " + least : " of " + least + " to " + most));
        }
        return value.longValue();
    }

    long requiredWhole(String field, long least, long most) throws ProblemException {
        Long value = whole(field, least, most);
        if (value == null) {
            throw problem(field + ": missing (expected: a whole number)");
        }
        return value;
    }

    /** False when it is missing. */
    boolean flag(String field) throws ProblemException {
        JsonNode value = node(field);
        if (value != null && !value.isBoolean()) {
            throw bad(field, value.toString(), "true or false");
        }
        return value != null && value.booleanValue();
    }

    @Nullable
    SensorId sensor(String field) throws ProblemException {
        String text = string(field);
        if (text == null) {
            return null;
        }
        try {
            return SensorId.parse(text);
        } catch (IllegalArgumentException e) {
            throw bad(field, text, "a sensor id such as bench/temperature");
        }
    }

    ProblemException bad(String field, String found, String expected) {
        return problem(field + ": " + Text.shortened(found) + " (expected: " + expected + ")");
    }

    ProblemException problem(String message) {
        return new ProblemException(ProblemCode.BAD_MESSAGE, message, ref);
    }

    private @Nullable String plain(String field, int most) throws ProblemException {
        String text = string(field);
        if (text == null) {
            return null;
        }
        String plain = Text.plain(text);
        int length = plain.codePointCount(0, plain.length());
        if (length > most) {
            throw problem(field + ": " + length + " characters (expected: at most " + most + ")");
        }
        return plain.isEmpty() ? null : plain;
    }

    private static @Nullable Long readRef(JsonNode object) throws ProblemException {
        JsonNode ref = object.get("ref");
        if (ref == null || ref.isNull()) {
            return null;
        }
        if (!ref.isIntegralNumber() || !ref.canConvertToLong()) {
            throw new ProblemException(
                    ProblemCode.BAD_MESSAGE,
                    "ref: " + Text.shortened(ref.toString()) + " (expected: an integer)",
                    null);
        }
        return ref.longValue();
    }
}
