package vigie.source.simulated;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.source.simulated.plant.DeviceFormat;
import vigie.source.simulated.plant.Noise;
import vigie.source.simulated.plant.PlantChannel;

/** Spells readings as one device format does. What stands around each number is prepared once. */
final class LineWriter {
    private final DeviceFormat format;
    private final List<PlantChannel> channels;
    private final byte[][] before;
    private final byte[][] after;
    private final byte[] lineEnd;

    LineWriter(DeviceFormat format, List<PlantChannel> channels) {
        this.format = format;
        this.channels = channels;
        this.lineEnd = utf8(format.lineEnd());
        this.before = new byte[channels.size()][];
        this.after = new byte[channels.size()][];
        for (int i = 0; i < before.length; i++) {
            before[i] = utf8(before(channels.get(i).key()));
            after[i] = utf8(after(channels.get(i).sensor().unit()));
        }
    }

    /** What the device says when it starts. */
    void header(LineBytes out) {
        if (format == DeviceFormat.CSV) {
            out.write(utf8(channels.stream().map(PlantChannel::key).collect(Collectors.joining(","))));
            out.write(lineEnd);
        }
    }

    /** The readings of one moment; NaN where a channel is silent. Writes nothing when all are. */
    void readings(double[] values, LineBytes out) {
        if (allSilent(values)) {
            return;
        }
        switch (format) {
            case JSON -> {
                out.write('{');
                separated(values, ",", out);
                out.write('}');
                out.write(lineEnd);
            }
            case PAIRS -> {
                separated(values, ", ", out);
                out.write(lineEnd);
            }
            case CSV -> {
                columns(values, out);
                out.write(lineEnd);
            }
            case TELEPLOT -> lines(values, out);
        }
    }

    /** A line that begins well and ends in bytes that are no text. */
    void rubbish(Noise noise, long line, LineBytes out) {
        if (format == DeviceFormat.CSV) {
            out.write('1');
            out.write(',');
        } else if (format == DeviceFormat.JSON) {
            out.write('{');
        }
        out.write(before[0]);
        int length = 8 + (int) (noise.bits(line) & 15);
        for (int i = 0; i < length; i++) {
            out.write(0x80 | (int) (noise.bits(line * 32 + i) & 0x7F));
        }
        out.write(lineEnd);
    }

    private void separated(double[] values, String separator, LineBytes out) {
        boolean first = true;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                for (int c = 0; !first && c < separator.length(); c++) {
                    out.write(separator.charAt(c));
                }
                first = false;
                reading(i, values[i], out);
            }
        }
    }

    private void columns(double[] values, LineBytes out) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            if (!Double.isNaN(values[i])) {
                reading(i, values[i], out);
            }
        }
    }

    private void lines(double[] values, LineBytes out) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                reading(i, values[i], out);
                out.write(lineEnd);
            }
        }
    }

    private void reading(int channel, double value, LineBytes out) {
        out.write(before[channel]);
        out.number(value, channels.get(channel).decimals());
        out.write(after[channel]);
    }

    private String before(String key) {
        return switch (format) {
            case JSON -> "\"" + key + "\":";
            case PAIRS -> key + ":";
            case CSV -> "";
            case TELEPLOT -> ">" + key + ":";
        };
    }

    private String after(@Nullable String unit) {
        if (unit == null) {
            return "";
        }
        return switch (format) {
            case JSON, CSV -> "";
            case PAIRS -> " " + unit;
            case TELEPLOT -> "§" + unit;
        };
    }

    private static boolean allSilent(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
