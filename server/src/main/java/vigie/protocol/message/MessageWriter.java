package vigie.protocol.message;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import vigie.event.Event;
import vigie.protocol.ProblemException;
import vigie.protocol.Text;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorStatus;
import vigie.sensor.SourceStatus;

/**
 * Writes the server's messages, the same for every format. Each method writes one whole message. Stateless; the stream decides
 * on threads.
 */
public final class MessageWriter {
    /** The name of this protocol. */
    public static final String PROTOCOL = "vigie.v1";

    private final WireFormat format;

    public MessageWriter(WireFormat format) {
        this.format = format;
    }

    /** Gives the readings of a message, in order. */
    @FunctionalInterface
    public interface Readings {
        void writeTo(Sink sink);
    }

    /** Takes readings one after the other; values are finite. */
    @FunctionalInterface
    public interface Sink {
        void reading(String sensor, long epochMillis, double value);
    }

    /** Writes {@code welcome}. */
    public void welcome(OutputStream out, Welcome welcome, @Nullable Long ref) {
        try (JsonGenerator json = beginWelcome(out, ref, welcome.events().from())) {
            WelcomeFields.write(json, welcome);
            json.writeEndObject();
        }
    }

    /**
     * The beginning of a {@code welcome}, up to where the fields begin that are the same for every session. Whatever follows the beginning
     * without {@code ref} and {@code eventsFrom} also follows this one.
     *
     * @param eventsFrom see {@link EventsReport#from}
     */
    public byte[] welcomeHead(@Nullable Long ref, @Nullable Long eventsFrom) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = beginWelcome(out, ref, eventsFrom)) {
            json.flush();
            return out.toByteArray();
        }
    }

    private JsonGenerator beginWelcome(OutputStream out, @Nullable Long ref, @Nullable Long eventsFrom) {
        JsonGenerator json = begin(out, "welcome");
        writeRef(json, ref);
        if (eventsFrom != null) {
            json.writeNumberProperty("eventsFrom", eventsFrom);
        }
        return json;
    }

    /**
     * Writes {@code update}.
     *
     * @param thinned how many updates the session did not get between its last one and this one; 0 when it kept up
     */
    public void update(OutputStream out, long seq, long epochMillis, long thinned, Readings readings) {
        try (JsonGenerator json = begin(out, "update")) {
            json.writeNumberProperty("seq", seq);
            json.writeNumberProperty("time", epochMillis);
            if (thinned > 0) {
                json.writeNumberProperty("thinned", thinned);
            }
            writeReadings(json, out, readings);
        }
    }

    /**
     * Writes {@code backfill}.
     *
     * @param from what the client had before
     * @param to what it has now
     * @param reachesMillis null when nothing is missing since the place it asked for; else the memory does not reach so far back,
     *     and what came since this time is in it, epoch milliseconds
     */
    public void backfill(OutputStream out, long from, long to, @Nullable Long reachesMillis, Readings readings) {
        try (JsonGenerator json = begin(out, "backfill")) {
            json.writeNumberProperty("from", from);
            json.writeNumberProperty("to", to);
            json.writeBooleanProperty("complete", reachesMillis == null);
            if (reachesMillis != null) {
                json.writeNumberProperty("reaches", reachesMillis);
            }
            writeReadings(json, out, readings);
        }
    }

    /** Writes {@code sensor}: a sensor is new, or more is known of it. */
    public void sensor(OutputStream out, SensorInfo info, @Nullable SensorStatus status) {
        try (JsonGenerator json = begin(out, "sensor")) {
            WelcomeFields.info(json, info);
            if (status != null) {
                json.writeStringProperty("status", status.word());
            }
            json.writeEndObject();
        }
    }

    /** Writes {@code status}. */
    public void status(OutputStream out, String sensor, SensorStatus status, @Nullable String cause, long sinceMillis) {
        try (JsonGenerator json = begin(out, "status")) {
            json.writeStringProperty("sensor", Text.wellFormed(sensor));
            json.writeStringProperty("status", status.word());
            writeText(json, "cause", cause);
            json.writeNumberProperty("since", sinceMillis);
            json.writeEndObject();
        }
    }

    /** Writes {@code source}. */
    public void source(OutputStream out, SourceStatus source) {
        try (JsonGenerator json = begin(out, "source")) {
            WelcomeFields.source(json, source);
            json.writeEndObject();
        }
    }

    /** Writes {@code event}. */
    public void event(OutputStream out, Event event) {
        try (JsonGenerator json = begin(out, "event")) {
            EventFields.write(json, event);
            json.writeEndObject();
        }
    }

    /** Writes {@code here}: who is here now. */
    public void here(OutputStream out, List<String> names) {
        try (JsonGenerator json = begin(out, "here")) {
            WelcomeFields.names(json, "names", names);
            json.writeEndObject();
        }
    }

    /** Writes {@code done}: what a message asked for; with the event that came of it, if one did. */
    public void done(OutputStream out, @Nullable Long event, @Nullable Long ref) {
        try (JsonGenerator json = begin(out, "done")) {
            writeRef(json, ref);
            if (event != null) {
                json.writeNumberProperty("id", event);
            }
            json.writeEndObject();
        }
    }

    /** Writes {@code problem}. */
    public void problem(OutputStream out, ProblemException problem) {
        try (JsonGenerator json = begin(out, "problem")) {
            writeRef(json, problem.ref());
            json.writeStringProperty("code", problem.code().word());
            writeText(json, "message", problem.getMessage());
            json.writeEndObject();
        }
    }

    private JsonGenerator begin(OutputStream out, String type) {
        JsonGenerator json = format.generator(out);
        json.writeStartObject();
        json.writeStringProperty("type", type);
        return json;
    }

    private void writeReadings(JsonGenerator json, OutputStream out, Readings readings) {
        json.writeArrayPropertyStart("readings");
        if (format == WireFormat.JSON) {
            // The bracket is out before the readings go past the generator, which closes what is an empty array to it.
            json.flush();
            JsonReadings fast = new JsonReadings(out);
            readings.writeTo(fast);
            fast.flush();
        } else {
            readings.writeTo((sensor, epochMillis, value) -> writeReading(json, sensor, epochMillis, value));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeReading(JsonGenerator json, String sensor, long epochMillis, double value) {
        json.writeStartArray();
        json.writeString(sensor);
        json.writeNumber(epochMillis);
        json.writeNumber(value);
        json.writeEndArray();
    }

    private static void writeRef(JsonGenerator json, @Nullable Long ref) {
        if (ref != null) {
            json.writeNumberProperty("ref", ref);
        }
    }

    static void writeText(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, Text.wellFormed(text));
        }
    }

    /** How a sensor's id is written in readings; to be kept, since it is needed often. */
    public static String idOf(SensorId id) {
        return Text.wellFormed(id.toString());
    }
}
