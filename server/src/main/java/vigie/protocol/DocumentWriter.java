package vigie.protocol;

import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import vigie.sensor.Event;

/** Writes the documents under {@code /api/} that show what messages tell, in the same words; as JSON. Stateless. */
public final class DocumentWriter {
    private DocumentWriter() {}

    /** Writes what {@code /api/stills} answers: the sensors that give stills. */
    public static void stills(OutputStream out, List<StillReport> stills) {
        try (JsonGenerator json = WireFormat.JSON.generator(out)) {
            json.writeStartObject();
            WelcomeFields.stills(json, stills);
            json.writeEndObject();
        }
    }

    /** Writes what {@code /api/sensors} answers: epoch, seq and sensors of a welcome. */
    public static void sensors(OutputStream out, Welcome welcome) {
        try (JsonGenerator json = WireFormat.JSON.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("epoch", welcome.epoch());
            json.writeNumberProperty("seq", welcome.seq());
            WelcomeFields.sensors(json, welcome.sensors());
            json.writeEndObject();
        }
    }

    /**
     * Writes what {@code /api/events} answers.
     *
     * @param last the number of the last event of all
     * @param more whether there are more of those asked for
     */
    public static void events(OutputStream out, long last, List<Event> events, boolean more) {
        try (JsonGenerator json = WireFormat.JSON.generator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("last", last);
            json.writeArrayPropertyStart("events");
            for (Event event : events) {
                json.writeStartObject();
                EventFields.write(json, event);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanProperty("more", more);
            json.writeEndObject();
        }
    }
}
