package vigie.protocol.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import vigie.protocol.AsciiNumbers;

/** Text on its way to a stream, without an object for each number. One stream, one thread. */
final class TextBuffer {
    private static final int CAPACITY = 8192;

    private final OutputStream out;
    private final byte[] bytes = new byte[CAPACITY];
    private final IsoTime time = new IsoTime();
    private int length;

    TextBuffer(OutputStream out) {
        this.out = out;
    }

    TextBuffer add(char ascii) throws IOException {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    TextBuffer add(String text) throws IOException {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    TextBuffer add(byte[] utf8) throws IOException {
        if (utf8.length > CAPACITY) {
            flush();
            out.write(utf8);
            return this;
        }
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    TextBuffer add(long number) throws IOException {
        reserve(AsciiNumbers.MAX_LENGTH);
        length = AsciiNumbers.write(number, bytes, length);
        return this;
    }

    /** A finite number. */
    TextBuffer add(double number) throws IOException {
        reserve(AsciiNumbers.MAX_LENGTH);
        length = AsciiNumbers.write(number, bytes, length);
        return this;
    }

    TextBuffer addTime(long epochMillis) throws IOException {
        reserve(IsoTime.MAX_LENGTH);
        length = time.write(epochMillis, bytes, length);
        return this;
    }

    /** Gives the stream what it has not got yet. */
    void flush() throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    private void reserve(int more) throws IOException {
        if (length + more > CAPACITY) {
            flush();
        }
    }
}
