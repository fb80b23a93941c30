package vigie.api.still;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import vigie.http.route.BodyStream;
import vigie.still.reader.MatrixValues;

/** A matrix as JSON, value by value; NaN, which JSON does not know, as {@code null}. */
final class MatrixJsonBody implements StillBody {
    private static final int PIECE = 4 * 1024;

    private final MatrixValues values;
    private final int rows;
    private final int columns;
    private final @Nullable String unit;
    private @Nullable JsonGenerator json;

    MatrixJsonBody(MatrixValues values, int rows, int columns, @Nullable String unit) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
        this.unit = unit;
    }

    @Override
    public boolean writeSome(BodyStream out) throws IOException {
        if (json == null) {
            json = begun(out);
        }
        byte[] piece = new byte[PIECE];
        while (values.left() > 0 && !out.isFull()) {
            ByteBuffer some = ByteBuffer.wrap(piece, 0, values.read(piece)).order(ByteOrder.LITTLE_ENDIAN);
            while (some.hasRemaining()) {
                write(json, some.getFloat());
            }
        }
        if (values.left() > 0) {
            return true;
        }
        values.close();
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        return false;
    }

    private JsonGenerator begun(BodyStream out) {
        JsonGenerator begun = JsonMapper.shared().createGenerator(out);
        begun.writeStartObject();
        begun.writeNumberProperty("rows", rows);
        begun.writeNumberProperty("columns", columns);
        if (unit != null) {
            begun.writeStringProperty("unit", unit);
        }
        begun.writeArrayPropertyStart("values");
        return begun;
    }

    private static void write(JsonGenerator json, float value) {
        if (Float.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
