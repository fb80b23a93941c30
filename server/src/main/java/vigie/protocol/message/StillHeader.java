package vigie.protocol.message;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import vigie.protocol.Text;
import vigie.protocol.WireFormat;

/**
 * What stands before the bytes of a part of a still in a binary message.
 *
 * @param epochMillis when it was taken
 * @param id its number
 * @param media its media type
 * @param encoding how its bytes travel: {@code identity} or {@code deflate}
 * @param size of all its bytes as they travel
 * @param part which part follows, from 1 on
 * @param of how many parts there are
 * @param skipped how many stills of the sensor the session did not get since the last one it got
 * @param measures rows and columns
 */
public record StillHeader(
        String sensor,
        long epochMillis,
        long id,
        String media,
        String encoding,
        int size,
        int part,
        int of,
        long skipped,
        Measures measures) {
    /** The {@code type} of these messages. */
    public static final String TYPE = "still";

    /**
     * Rows and columns of pixels or values, and what values mean.
     *
     * @param unit of values, if known
     * @param low the lowest value; NaN when there is none
     * @param high the highest value; NaN when there is none
     */
    public record Measures(int rows, int columns, @Nullable String unit, float low, float high) {}

    /** As a CBOR map (RFC 8949), which ends by itself. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator cbor = WireFormat.CBOR.generator(out)) {
            cbor.writeStartObject(null, fields());
            cbor.writeStringProperty("type", TYPE);
            cbor.writeStringProperty("sensor", Text.wellFormed(sensor));
            cbor.writeNumberProperty("time", epochMillis);
            cbor.writeNumberProperty("id", id);
            cbor.writeStringProperty("media", media);
            cbor.writeStringProperty("encoding", encoding);
            cbor.writeNumberProperty("size", size);
            cbor.writeNumberProperty("part", part);
            cbor.writeNumberProperty("of", of);
            if (skipped > 0) {
                cbor.writeNumberProperty("skipped", skipped);
            }
            writeMeasures(cbor);
            cbor.writeEndObject();
        }
        return out.toByteArray();
    }

    /** A map of known length is easier to read by hand. */
    private int fields() {
        return 11 + (skipped > 0 ? 1 : 0) + (measures.unit() == null ? 0 : 1) + (Float.isNaN(measures.low()) ? 0 : 2);
    }

    private void writeMeasures(JsonGenerator cbor) {
        cbor.writeNumberProperty("rows", measures.rows());
        cbor.writeNumberProperty("columns", measures.columns());
        if (measures.unit() != null) {
            cbor.writeStringProperty("unit", Text.wellFormed(measures.unit()));
        }
        if (!Float.isNaN(measures.low())) {
            cbor.writeNumberProperty("low", measures.low());
            cbor.writeNumberProperty("high", measures.high());
        }
    }
}
