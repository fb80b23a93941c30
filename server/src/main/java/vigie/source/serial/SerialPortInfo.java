package vigie.source.serial;

import org.jspecify.annotations.Nullable;
import vigie.sensor.PrintableText;

/**
 * A serial port of this machine.
 *
 * @param path where to open it, such as {@code /dev/ttyUSB0}
 * @param name the last part of it
 * @param description what the device calls itself, without what a terminal would obey
 * @param vendorId its USB vendor, four hexadecimal digits; null when it is no USB port
 * @param productId its USB product, four hexadecimal digits; null when it is no USB port
 * @param serialNumber its USB serial number, if it has one, likewise
 */
public record SerialPortInfo(
        String path,
        String name,
        String description,
        @Nullable String vendorId,
        @Nullable String productId,
        @Nullable String serialNumber) {
    public SerialPortInfo {
        description = PrintableText.name(description);
        serialNumber = serialNumber == null ? null : PrintableText.name(serialNumber);
    }
}
