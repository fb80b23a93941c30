package vigie.protocol.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import vigie.protocol.Place;
import vigie.protocol.ProblemCode;
import vigie.protocol.ProblemException;
import vigie.protocol.Text;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorGlob;

/** Understands what clients say. Stateless; safe from any thread. */
public final class ClientMessageReader {
    private static final String TYPES = "subscribe, here, note, acknowledge, shelve or unshelve";
    /** A week. */
    private static final int MAX_SHELVED_MINUTES = 10_080;

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
        ClientFields fields = new ClientFields(object);
        String type = fields.string("type");
        if (type == null) {
            throw fields.problem("type: missing (expected: " + TYPES + ")");
        }
        return switch (type) {
            case "subscribe" -> subscribe(fields);
            case "here" -> new ClientMessage.Here(fields.name("name"), fields.ref());
            case "note" -> note(fields);
            case "acknowledge" ->
                new ClientMessage.Acknowledge(event(fields), fields.text("text"), fields.name("by"), fields.ref());
            case "shelve" -> shelve(fields);
            case "unshelve" -> new ClientMessage.Unshelve(event(fields), fields.name("by"), fields.ref());
            default -> throw fields.bad("type", type, TYPES);
        };
    }

    private ClientMessage subscribe(ClientFields fields) throws ProblemException {
        return new ClientMessage.Subscribe(
                sensors(fields),
                since(fields),
                fields.whole("events", 0, Long.MAX_VALUE),
                fields.flag("stills"),
                fields.ref());
    }

    private static ClientMessage note(ClientFields fields) throws ProblemException {
        return new ClientMessage.Note(
                fields.requiredText("text"),
                fields.sensor("sensor"),
                fields.whole("time", 0, Long.MAX_VALUE),
                fields.name("by"),
                fields.ref());
    }

    private static ClientMessage shelve(ClientFields fields) throws ProblemException {
        return new ClientMessage.Shelve(
                event(fields),
                Duration.ofMinutes(fields.requiredWhole("minutes", 1, MAX_SHELVED_MINUTES)),
                fields.requiredText("text"),
                fields.name("by"),
                fields.ref());
    }

    private static long event(ClientFields fields) throws ProblemException {
        return fields.requiredWhole("event", 1, Long.MAX_VALUE);
    }

    private JsonNode parse(byte[] message) throws ProblemException {
        try {
            return format.mapper().readTree(message);
        } catch (JacksonException e) {
            throw bad("not " + format + ": " + Text.wellFormed(e.getOriginalMessage()), null);
        }
    }

    private List<SensorGlob> sensors(ClientFields fields) throws ProblemException {
        JsonNode sensors = fields.node("sensors");
        if (sensors == null) {
            return List.of(SensorGlob.all());
        }
        if (!sensors.isArray()) {
            throw fields.bad("sensors", sensors.toString(), "a list such as [\"bench/*\"]");
        }
        List<String> globs = new ArrayList<>(sensors.size());
        for (JsonNode glob : sensors) {
            if (!glob.isString()) {
                throw fields.bad("sensors", glob.toString(), "a string such as bench/*");
            }
            globs.add(glob.stringValue());
        }
        return SensorFilter.of(globs, maxSensors, fields.ref());
    }

    private static @Nullable Place since(ClientFields fields) throws ProblemException {
        String since = fields.string("since");
        if (since == null) {
            return null;
        }
        try {
            return Place.parse(since);
        } catch (IllegalArgumentException e) {
            throw fields.problem(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException bad(String message, @Nullable Long ref) {
        return new ProblemException(ProblemCode.BAD_MESSAGE, message, ref);
    }
}
