package vigie.protocol.message;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import tools.jackson.core.io.JsonStringEncoder;
import vigie.protocol.AsciiNumbers;

/**
 * The readings of one message as JSON, byte for byte as Jackson writes them, but cheaper: readings are nearly all that the server
 * ever writes. Collects them in pieces for the stream. One message, one thread; {@link #flush} when it is complete.
 */
final class JsonReadings implements MessageWriter.Sink {
    private static final int CAPACITY = 2048;
    /** Brackets, commas, quotes and two numbers. */
    private static final int AROUND_NAME = 8 + 2 * AsciiNumbers.MAX_LENGTH;

    private final OutputStream out;
    private byte[] bytes = new byte[CAPACITY];
    private int length;
    private boolean any;
    /** Neighbours often share their time: it is spelt once. */
    private long spelt;

    private final byte[] time = new byte[AsciiNumbers.MAX_LENGTH];
    private int timeLength;

    JsonReadings(OutputStream out) {
        this.out = out;
        spell(0);
    }

    @Override
    public void reading(String sensor, long epochMillis, double value) {
        reserve(sensor.length() + AROUND_NAME);
        if (any) {
            bytes[length++] = ',';
        }
        any = true;
        bytes[length++] = '[';
        name(sensor);
        bytes[length++] = ',';
        time(epochMillis);
        bytes[length++] = ',';
        length = AsciiNumbers.write(value, bytes, length);
        bytes[length++] = ']';
    }

    /** Gives the stream what it has not got yet. */
    void flush() {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length = 0;
    }

    private void name(String sensor) {
        int begin = length;
        bytes[length++] = '"';
        for (int i = 0; i < sensor.length(); i++) {
            char c = sensor.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                length = begin;
                quoted(sensor);
                return;
            }
            bytes[length++] = (byte) c;
        }
        bytes[length++] = '"';
    }

    /** A name with characters that JSON escapes or UTF-8 spells in several bytes. */
    private void quoted(String sensor) {
        byte[] name = JsonStringEncoder.getInstance().quoteAsUTF8(sensor);
        reserve(name.length + AROUND_NAME);
        bytes[length++] = '"';
        System.arraycopy(name, 0, bytes, length, name.length);
        length += name.length;
        bytes[length++] = '"';
    }

    private void time(long epochMillis) {
        if (epochMillis != spelt) {
            spell(epochMillis);
        }
        System.arraycopy(time, 0, bytes, length, timeLength);
        length += timeLength;
    }

    private void spell(long epochMillis) {
        spelt = epochMillis;
        timeLength = AsciiNumbers.write(epochMillis, time, 0);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            flush();
            if (more > bytes.length) {
                bytes = new byte[more];
            }
        }
    }
}
