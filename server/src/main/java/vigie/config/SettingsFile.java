package vigie.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file of settings as text: UTF-8, with or without a byte order mark, of bounded size. */
final class SettingsFile {
    /** The longest file: {@value} bytes. */
    static final int MAX_BYTES = 1 << 20;

    private static final char MARK = '\uFEFF';

    private final String name;
    private final Path file;
    private final String expected;

    private SettingsFile(String name, Path file, String expected) {
        this.name = name;
        this.file = file;
        this.expected = expected;
    }

    /**
     * Its text.
     *
     * @param name what messages begin with
     * @param expected what it should be, such as {@code a YAML file}
     * @throws ConfigException when it cannot be read or is not UTF-8, with the place
     */
    static String text(String name, Path file, String expected) throws ConfigException {
        return new SettingsFile(name, file, expected).text();
    }

    /**
     * A path as somebody wrote it.
     *
     * @param name the setting
     * @param expected what it should be, such as {@code a folder}
     */
    static Path path(String name, String text, String expected) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    name + ": " + text + " (expected: " + expected + "; " + e.getReason() + ")", e);
        }
        throw new IllegalArgumentException(name + ": empty (expected: " + expected + ")");
    }

    private String text() throws ConfigException {
        try {
            if (Files.isDirectory(file)) {
                throw wrong("this is a folder");
            }
            return decoded(bytes());
        } catch (NoSuchFileException e) {
            throw wrong("no such file");
        } catch (IOException e) {
            throw new ConfigException(name + file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] bytes() throws IOException, ConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw wrong("longer than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private String decoded(byte[] bytes) throws ConfigException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, text, true);
        text.flip();
        if (result.isError() || text.chars().anyMatch(c -> c == 0)) {
            throw notUtf8(bytes, in.position(), text.toString());
        }
        return text.length() > 0 && text.charAt(0) == MARK
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }

    private ConfigException notUtf8(byte[] bytes, int at, String before) {
        int zero = before.indexOf(0);
        boolean wide =
                zero >= 0 || (at == 0 && bytes.length > 1 && (bytes[0] == (byte) 0xfe || bytes[0] == (byte) 0xff));
        String sound = zero >= 0 ? before.substring(0, zero) : before;
        int line = 1 + (int) sound.chars().filter(c -> c == '\n').count();
        int column = sound.length() - sound.lastIndexOf('\n');
        String what = wide
                ? "this is not UTF-8, but perhaps UTF-16"
                : String.format("this is not UTF-8, but perhaps Latin-1: byte %02X", bytes[at]);
        return new Place(file.toString(), line, column).problem(what + " (expected: " + expected + " in UTF-8)");
    }

    private ConfigException wrong(String what) {
        return new ConfigException(name + file + ": " + what + " (expected: " + expected + ")");
    }
}
