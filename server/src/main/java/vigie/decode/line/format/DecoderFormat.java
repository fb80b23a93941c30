package vigie.decode.line.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import vigie.decode.Decoder;
import vigie.decode.line.LineDecoder;

/** The formats of device output that can be read. {@code docs/devices.md} shows each by example. */
public enum DecoderFormat {
    /** Found from the lines themselves. */
    AUTO,
    /** A JSON object a line. */
    JSON,
    /** Names and values: {@code temperature:23.6,humidity=40}. */
    PAIRS,
    /** Columns of numbers. */
    CSV,
    /** Teleplot: {@code >temperature:23.6§°C}. */
    TELEPLOT;

    /** A decoder for one source. */
    public Decoder create() {
        return new LineDecoder(
                switch (this) {
                    case AUTO -> new AutoFormat();
                    case JSON -> new JsonFormat();
                    case PAIRS -> new PairsFormat();
                    case CSV -> new CsvFormat();
                    case TELEPLOT -> new TeleplotFormat();
                });
    }

    /** As in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name of a format, in any case.
     *
     * @throws IllegalArgumentException when there is no such format
     */
    public static DecoderFormat parse(String text) {
        for (DecoderFormat format : values()) {
            if (format.word().equalsIgnoreCase(text)) {
                return format;
            }
        }
        String known = Arrays.stream(values()).map(DecoderFormat::word).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("format: " + text + " (expected: one of " + known + ")");
    }
}
