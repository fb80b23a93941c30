package vigie.decode;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The formats of device output that can be read. {@code docs/devices.md} shows each by example. */
public enum DecoderFormat {
    /** Found from the lines themselves. */
    AUTO(AutoFormat::new),
    /** A JSON object a line. */
    JSON(JsonFormat::new),
    /** Names and values: {@code temperature:23.6,humidity=40}. */
    PAIRS(PairsFormat::new),
    /** Columns of numbers. */
    CSV(CsvFormat::new),
    /** Teleplot: {@code >temperature:23.6§°C}. */
    TELEPLOT(TeleplotFormat::new);

    private final Supplier<LineFormat> format;

    DecoderFormat(Supplier<LineFormat> format) {
        this.format = format;
    }

    /** A decoder for one source. */
    public Decoder create() {
        return new LineDecoder(format.get());
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
