package vigie.source.serial;

import org.jspecify.annotations.Nullable;
import vigie.sensor.SensorId;

/**
 * How one serial port is read.
 *
 * @param id the source's id
 * @param name what people call it; the id when null
 * @param port the port by path ({@code /dev/ttyUSB0}, or a link to it such as one in {@code /dev/serial/by-id}), by name
 *     ({@code ttyUSB0}) or by what it calls itself ({@code Arduino Uno})
 * @param baud the speed, bits per second
 * @param dataBits data bits of a character, 5 to 8
 * @param parity the parity bit
 * @param stopBits the rest after a character
 * @param flowControl who tells whom to wait
 * @param format what the device says: {@code auto}, or a format by name
 */
public record SerialSettings(
        String id,
        @Nullable String name,
        String port,
        int baud,
        int dataBits,
        Parity parity,
        StopBits stopBits,
        FlowControl flowControl,
        String format) {
    /** What most boards send at. */
    public static final int DEFAULT_BAUD = 115_200;

    private static final int MIN_BAUD = 50;
    private static final int MAX_BAUD = 12_000_000;
    private static final int MAX_PORT = 4096;

    public SerialSettings {
        if (!SensorId.isSourceId(id)) {
            throw new IllegalArgumentException(
                    "id: " + id + " (expected: 1 to 32 letters, digits, dots, dashes or underscores)");
        }
        if (port.isBlank() || port.length() > MAX_PORT || port.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "port: " + port + " (expected: a path such as /dev/ttyUSB0, a name, or a description)");
        }
        if (baud < MIN_BAUD || baud > MAX_BAUD) {
            throw new IllegalArgumentException(
                    "baud: " + baud + " (expected: " + MIN_BAUD + " to " + MAX_BAUD + ", most often 9600 or 115200)");
        }
        if (dataBits < 5 || dataBits > 8) {
            throw new IllegalArgumentException("data-bits: " + dataBits + " (expected: 5, 6, 7 or 8)");
        }
    }

    /** A port at 115200 baud, 8N1, no flow control, format found out by itself. */
    public static SerialSettings of(String id, String port) {
        return new SerialSettings(id, null, port, DEFAULT_BAUD, 8, Parity.NONE, StopBits.ONE, FlowControl.NONE, "auto");
    }

    /** The same at another speed. */
    public SerialSettings withBaud(int speed) {
        return new SerialSettings(id, name, port, speed, dataBits, parity, stopBits, flowControl, format);
    }

    /** The same with other data bits. */
    public SerialSettings withDataBits(int bits) {
        return new SerialSettings(id, name, port, baud, bits, parity, stopBits, flowControl, format);
    }

    /** Data bits, parity and stop bits the way people write them, such as {@code 8N1}. */
    String frame() {
        return dataBits + String.valueOf(parity.letter()) + stopBits.word();
    }
}
