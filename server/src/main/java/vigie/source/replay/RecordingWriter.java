package vigie.source.replay;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a recording. What was given to {@link #write} is handed to the operating system before it returns, so a killed recorder
 * loses nothing that it had heard. One thread.
 */
public final class RecordingWriter implements Closeable {
    private static final int LONGEST_PIECE = 4_096;

    private final OutputStream out;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long lastMillis;

    /**
     * Writes the header.
     *
     * @param out is closed with this writer; needs no buffer
     */
    public RecordingWriter(OutputStream out, RecordingHeader header) throws IOException {
        this.out = out;
        this.lastMillis = header.start().toEpochMilli();
        out.write((header.line() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a new file, or over an old one. */
    public static RecordingWriter create(Path file, RecordingHeader header) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        try {
            return new RecordingWriter(out, header);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /**
     * Writes what arrived.
     *
     * @param arrivalMillis epoch milliseconds; a clock that was set back counts as no time
     */
    public void write(byte[] bytes, int offset, int length, long arrivalMillis) throws IOException {
        long delta = Math.max(0, arrivalMillis - lastMillis);
        lastMillis = arrivalMillis;
        int end = offset + length;
        for (int from = offset; from < end; ) {
            int to = pieceEnd(bytes, from, end);
            line(delta, bytes, from, to);
            delta = 0;
            from = to;
        }
        flushLines();
    }

    /** Writes a remark, which is not played. */
    public void remark(String text) throws IOException {
        lines.writeBytes(("# " + text.replaceAll("\\p{Cntrl}+", " ") + "\n").getBytes(StandardCharsets.UTF_8));
        flushLines();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void line(long delta, byte[] bytes, int from, int to) {
        lines.writeBytes(("+" + delta + " ").getBytes(StandardCharsets.US_ASCII));
        Escapes.escape(bytes, from, to, lines);
        lines.write('\n');
    }

    private void flushLines() throws IOException {
        lines.writeTo(out);
        out.flush();
        lines.reset();
    }

    private static int pieceEnd(byte[] bytes, int from, int end) {
        int limit = Math.min(end, from + LONGEST_PIECE);
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return limit;
    }
}
