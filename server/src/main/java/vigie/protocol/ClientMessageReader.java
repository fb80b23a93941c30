package vigie.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import vigie.sensor.SensorGlob;

/** Understands what clients say. Stateless; safe from any thread. */
public final class ClientMessageReader {
    private static final String TYPES = "subscribe, note or acknowledge";

    private final WireFormat format;
    private final int maxSensors;

    /**
     * @param maxSensors how many globs one subscription may have
     */
    public ClientMessageReader(WireFormat format, int maxSensors) {
        this.format = format;
        this.maxSensors = maxSensors;
    }

    /**
     * Reads one message. Fields it does not know it passes over, as clients do.
     *
     * @throws ProblemException when it is none; says what was expected
     */
    public ClientMessage read(byte[] message) throws ProblemException {
        JsonNode object = parse(message);
        if (!object.isObject()) {
            throw bad("an object was expected, such as {\"type\":\"subscribe\",\"sensors\":[\"bench/*\"]}", null);
        }
        Long ref = ref(object);
        String type = text(object, "type", ref);
        if (type == null) {
            throw bad("type: missing (expected: " + TYPES + ")", ref);
        }
        return switch (type) {
            case "subscribe" ->
                new ClientMessage.Subscribe(sensors(object, ref), since(object, ref), flag(object, "stills", ref), ref);
            case "note" -> new ClientMessage.Note(ref);
            case "acknowledge" -> new ClientMessage.Acknowledge(ref);
            default -> throw bad("type: " + Text.shortened(type) + " (expected: " + TYPES + ")", ref);
        };
    }

    private JsonNode parse(byte[] message) throws ProblemException {
        try {
            return format.mapper().readTree(message);
        } catch (JacksonException e) {
            throw bad("not " + format + ": " + Text.wellFormed(e.getOriginalMessage()), null);
        }
    }

    private static @Nullable Long ref(JsonNode object) throws ProblemException {
        JsonNode ref = object.get("ref");
        if (ref == null || ref.isNull()) {
            return null;
        }
        if (!ref.isIntegralNumber() || !ref.canConvertToLong()) {
            throw bad("ref: " + Text.shortened(ref.toString()) + " (expected: an integer)", null);
        }
        return ref.longValue();
    }

    private static @Nullable String text(JsonNode object, String field, @Nullable Long ref) throws ProblemException {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw bad(field + ": " + Text.shortened(value.toString()) + " (expected: a string)", ref);
        }
        return value.stringValue();
    }

    private static boolean flag(JsonNode object, String field, @Nullable Long ref) throws ProblemException {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw bad(field + ": " + Text.shortened(value.toString()) + " (expected: true or false)", ref);
        }
        return value.booleanValue();
    }

    private List<SensorGlob> sensors(JsonNode object, @Nullable Long ref) throws ProblemException {
        JsonNode sensors = object.get("sensors");
        if (sensors == null || sensors.isNull()) {
            return List.of(SensorGlob.all());
        }
        if (!sensors.isArray()) {
            throw bad(
                    "sensors: " + Text.shortened(sensors.toString()) + " (expected: a list such as [\"bench/*\"])",
                    ref);
        }
        List<String> globs = new ArrayList<>(sensors.size());
        for (JsonNode glob : sensors) {
            if (!glob.isString()) {
                throw bad("sensors: " + Text.shortened(glob.toString()) + " (expected: a string such as bench/*)", ref);
            }
            globs.add(glob.stringValue());
        }
        return SensorFilter.of(globs, maxSensors, ref);
    }

    private static @Nullable Place since(JsonNode object, @Nullable Long ref) throws ProblemException {
        String since = text(object, "since", ref);
        if (since == null) {
            return null;
        }
        try {
            return Place.parse(since);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()), ref);
        }
    }

    private static ProblemException bad(String message, @Nullable Long ref) {
        return new ProblemException(ProblemCode.BAD_MESSAGE, message, ref);
    }
}
