package vigie.source.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vigie.source.SourceException;

/** Reads a recording or plain device output, a piece at a time; it holds one line of the file, at most 64 KiB. One thread. */
final class RecordingReader implements Closeable {
    /** The longest line of a recording, in bytes; the longest piece of plain output. */
    static final int MAX_LINE = 64 * 1024;

    /** Between lines of plain output: {@value} ms. */
    static final long PLAIN_LINE_MILLIS = 100;

    private static final int MAX_DIGITS = 12;

    private final String file;
    private final InputStream in;
    private final @Nullable RecordingHeader header;
    private byte @Nullable [] plain;
    private boolean cut;
    private long lineNumber;

    private RecordingReader(String file, InputStream in) throws SourceException {
        this.file = file;
        this.in = in;
        byte[] first = line(true);
        if (first == null) {
            throw new SourceException(file + ": is empty (expected: a recording, or what a device said)");
        }
        this.header = RecordingHeader.isHeader(first) ? header(first) : null;
        this.plain = header == null ? first : null;
    }

    static RecordingReader open(Path file) throws SourceException {
        if (Files.isDirectory(file)) {
            throw new SourceException(file + ": is a folder (expected: a file)");
        }
        InputStream in = stream(file);
        try {
            return new RecordingReader(file.toString(), in);
        } catch (SourceException e) {
            close(in);
            throw e;
        }
    }

    /** The header; null for plain device output. */
    @Nullable
    RecordingHeader header() {
        return header;
    }

    /** The next piece; null at the end. */
    @Nullable
    RecordedPiece next() throws SourceException {
        return header == null ? nextPlain() : nextRecorded();
    }

    @Override
    public void close() {
        close(in);
    }

    private @Nullable RecordedPiece nextPlain() throws SourceException {
        byte[] first = plain;
        if (first != null) {
            plain = null;
            return new RecordedPiece(0, first);
        }
        byte[] line = line(true);
        return line == null ? null : new RecordedPiece(PLAIN_LINE_MILLIS, line);
    }

    private @Nullable RecordedPiece nextRecorded() throws SourceException {
        for (byte[] line = line(false); line != null; line = line(false)) {
            if (line.length == 0 || line[0] == '#') {
                continue;
            }
            try {
                return piece(line);
            } catch (IllegalArgumentException e) {
                if (cut) {
                    return null;
                }
                throw malformed(e);
            }
        }
        return null;
    }

    private static RecordedPiece piece(byte[] line) {
        int at = 1;
        long millis = 0;
        while (at < line.length && line[at] >= '0' && line[at] <= '9' && at <= MAX_DIGITS) {
            millis = millis * 10 + line[at++] - '0';
        }
        if (line[0] != '+' || at == 1 || at == line.length || line[at] != ' ') {
            throw new IllegalArgumentException("expected +<milliseconds> <bytes>");
        }
        return new RecordedPiece(millis, Escapes.unescape(line, at + 1));
    }

    private RecordingHeader header(byte[] line) throws SourceException {
        try {
            return RecordingHeader.parse(line);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /**
     * The next line, null at the end.
     *
     * @param whole with its end, CR, LF or both, and in pieces when too long (plain); otherwise without LF, and a line that is too
     *     long is an error
     */
    private byte @Nullable [] line(boolean whole) throws SourceException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        lineNumber++;
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n' && !whole) {
                    return line.toByteArray();
                }
                line.write(next);
                if (whole && endsLine(next)) {
                    return line.toByteArray();
                }
                if (line.size() >= MAX_LINE) {
                    return tooLong(line.toByteArray(), whole);
                }
            }
        } catch (IOException e) {
            throw new SourceException(file + ": cannot be read: " + e.getMessage(), e);
        }
        cut = true;
        return line.size() == 0 ? null : line.toByteArray();
    }

    /** At LF, and at a CR that no LF follows. */
    private boolean endsLine(int last) throws IOException {
        if (last != '\r') {
            return last == '\n';
        }
        in.mark(1);
        boolean beforeLineFeed = in.read() == '\n';
        in.reset();
        return !beforeLineFeed;
    }

    private byte[] tooLong(byte[] line, boolean whole) throws SourceException {
        if (whole) {
            return line;
        }
        throw malformed(new IllegalArgumentException("expected at most " + MAX_LINE + " bytes"));
    }

    private SourceException malformed(IllegalArgumentException e) {
        return new SourceException(file + ", line " + lineNumber + ": " + e.getMessage(), e);
    }

    private static InputStream stream(Path file) throws SourceException {
        try {
            return new BufferedInputStream(Files.newInputStream(file), MAX_LINE);
        } catch (NoSuchFileException e) {
            throw new SourceException(file + ": no such file (looked in " + folder(file) + ")", e);
        } catch (IOException e) {
            throw new SourceException(file + ": cannot be opened: " + e, e);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file : parent;
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // It was only read: nothing is lost.
        }
    }
}
