package vigie.protocol.document;

import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import vigie.protocol.WireFormat;
import vigie.protocol.message.StillReport;
import vigie.protocol.message.Welcome;
import vigie.protocol.message.WelcomeFields;

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
}
