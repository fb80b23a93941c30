package vigie.protocol.document;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import vigie.event.Event;
import vigie.protocol.WireFormat;
import vigie.protocol.message.EventFields;

/** Writes what a webhook is told: the fields of the event, who says so, and where to look. Stateless. */
public final class HookWriter {
    private final String server;

    /**
     * @param server who the server says it is
     */
    public HookWriter(String server) {
        this.server = server;
    }

    /**
     * JSON of an event.
     *
     * @param dashboard where the page is
     */
    public byte[] body(Event event, String dashboard) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = WireFormat.JSON.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("type", "event");
            EventFields.write(json, event);
            json.writeStringProperty("server", server);
            json.writeStringProperty("dashboard", dashboard);
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
