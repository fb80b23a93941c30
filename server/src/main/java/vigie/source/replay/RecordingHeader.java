package vigie.source.replay;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.sensor.PrintableText;

/**
 * The first line of a recording.
 *
 * @param start when it began
 * @param port where it was recorded, null when unknown
 * @param baud its speed, 0 when unknown
 */
public record RecordingHeader(Instant start, @Nullable String port, int baud) {
    static final String MAGIC = "vigie-recording";
    static final int VERSION = 1;

    private static final String FORM = "vigie-recording 1 <start, ISO 8601> <port or -> <baud or ->";

    public RecordingHeader {
        if (baud < 0) {
            throw new IllegalArgumentException("baud: " + baud + " (expected: zero or more)");
        }
    }

    String line() {
        return MAGIC + " " + VERSION + " " + start + " " + (port == null || port.isEmpty() ? "-" : escaped(port)) + " "
                + (baud == 0 ? "-" : baud);
    }

    static boolean isHeader(byte[] line) {
        return new String(line, StandardCharsets.UTF_8).startsWith(MAGIC + " ");
    }

    /**
     * Reads {@link #line()}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static RecordingHeader parse(byte[] line) {
        String[] words = new String(line, StandardCharsets.UTF_8).strip().split(" ", -1);
        if (words.length != 5) {
            throw new IllegalArgumentException("expected " + FORM);
        }
        if (!words[1].equals(Integer.toString(VERSION))) {
            throw new IllegalArgumentException("version " + words[1] + " is not known: expected " + VERSION);
        }
        try {
            int baud = words[4].equals("-") ? 0 : Integer.parseInt(words[4]);
            return new RecordingHeader(
                    Instant.parse(words[2]), words[3].equals("-") ? null : unescaped(words[3]), baud);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("expected " + FORM, e);
        }
    }

    private static String escaped(String port) {
        StringBuilder text = new StringBuilder();
        port.codePoints().forEach(point -> {
            if (point == ' ') {
                text.append("\\x20");
            } else if (point == '\\') {
                text.append("\\\\");
            } else {
                text.appendCodePoint(PrintableText.isUnprintable(point) ? '_' : point);
            }
        });
        return text.toString();
    }

    private static String unescaped(String word) {
        return new String(Escapes.unescape(word.getBytes(StandardCharsets.UTF_8), 0), StandardCharsets.UTF_8);
    }
}
