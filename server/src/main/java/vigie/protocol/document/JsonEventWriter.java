package vigie.protocol.document;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import vigie.event.Event;
import vigie.protocol.WireFormat;
import vigie.protocol.message.EventFields;

/** Writes what {@code /api/events} answers, event by event, in the words of the messages. One answer, one thread at a time. */
public final class JsonEventWriter {
    private final JsonGenerator json;

    /**
     * Begins the answer.
     *
     * @param last the number of the last event of all
     */
    public JsonEventWriter(OutputStream out, long last) {
        json = WireFormat.JSON.generator(out);
        json.writeStartObject();
        json.writeNumberProperty("last", last);
        json.writeArrayPropertyStart("events");
    }

    /** The next event. */
    public void event(Event event) {
        json.writeStartObject();
        EventFields.write(json, event);
        json.writeEndObject();
    }

    /**
     * Ends the answer: everything is given to the stream, which stays open.
     *
     * @param more whether there are more of those asked for
     */
    public void end(boolean more) {
        json.writeEndArray();
        json.writeBooleanProperty("more", more);
        json.writeEndObject();
        json.close();
    }
}
