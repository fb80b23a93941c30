package vigie.source.simulated.plant;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a simulated device speaks. */
public enum DeviceFormat {
    /** An object a line: {@code {"flow":71.4,"return":52.9}}. */
    JSON("\n"),
    /** As an Arduino prints: {@code air:23.6 °C, humidity:41.2 %}, lines ended by CR LF. */
    PAIRS("\r\n"),
    /** A header line, then {@code 1.27,0.94}. */
    CSV("\n"),
    /** A line for each reading: {@code >x:1.27§mm/s}. */
    TELEPLOT("\n");

    private final String lineEnd;

    DeviceFormat(String lineEnd) {
        this.lineEnd = lineEnd;
    }

    /** As in the configuration; a decoder format of the same name reads it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String lineEnd() {
        return lineEnd;
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static DeviceFormat parse(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("format: " + word + " (expected: "
                        + Arrays.stream(values()).map(DeviceFormat::word).collect(Collectors.joining(", ")) + ")"));
    }
}
