package vigie.still.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.still.content.MatrixScale;
import vigie.still.content.Still;
import vigie.still.content.StillContent;
import vigie.still.content.StillException;
import vigie.still.content.StillSettings;
import vigie.still.content.StillType;
import vigie.still.reader.MatrixBytes;
import vigie.still.reader.StillReader;

/**
 * A kept still: its name, {@code TIME-ID.TYPE} with the time in epoch milliseconds, and what stands in it. A picture is kept as it came; a
 * matrix has its measures before its values: {@code VMX1}, rows, columns, lowest, highest (4 bytes each, big endian), unit (as
 * {@link DataOutputStream#writeUTF} does), then what travels.
 *
 * @param epochMillis of the still
 * @param id of the still
 */
public record StillFile(long epochMillis, long id, StillType type) {
    private static final Pattern NAME = Pattern.compile("(\\d{13,15})-(\\d{1,18})\\.([a-z]{3})");
    private static final int MATRIX = 0x564D5831;

    static StillFile of(Still still) {
        return new StillFile(still.epochMillis(), still.id(), still.content().type());
    }

    /** Null when a kept still is not called this. */
    static @Nullable StillFile ofName(String name) {
        Matcher matcher = NAME.matcher(name);
        StillType type = matcher.matches() ? StillType.ofSuffix(matcher.group(3)) : null;
        return type == null
                ? null
                : new StillFile(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), type);
    }

    String name() {
        return "%013d-%d.%s".formatted(epochMillis, id, type.suffix());
    }

    static byte[] bytes(StillContent content) {
        MatrixScale scale = content.scale();
        if (scale == null) {
            return content.payload();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.payload().length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MATRIX);
            out.writeInt(content.rows());
            out.writeInt(content.columns());
            out.writeFloat(scale.low());
            out.writeFloat(scale.high());
            out.writeUTF(scale.unit() == null ? "" : scale.unit());
            out.write(content.payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What the file says; checked. */
    StillContent content(byte[] bytes, StillReader reader) throws StillException {
        return type == StillType.MATRIX ? matrix(bytes) : reader.read(bytes, type);
    }

    private static StillContent matrix(byte[] bytes) throws StillException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int magic = in.readInt();
            int rows = in.readInt();
            int columns = in.readInt();
            if (magic != MATRIX || rows < 1 || columns < 1 || (long) rows * columns > StillSettings.MAX_CELLS) {
                throw StillException.unreadable("matrix: not one that was kept");
            }
            float low = in.readFloat();
            float high = in.readFloat();
            String unit = in.readUTF();
            StillContent content = new StillContent(
                    StillType.MATRIX,
                    in.readAllBytes(),
                    rows,
                    columns,
                    new MatrixScale(unit.isEmpty() ? null : unit, low, high));
            byte[] unused = MatrixBytes.inflated(content);
            return content;
        } catch (EOFException e) {
            throw StillException.incomplete("matrix: breaks off");
        } catch (IOException e) {
            throw StillException.unreadable("matrix: damaged: " + e.getMessage());
        }
    }
}
