package vigie.source.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ports that the system lists. */
final class MachinePorts implements SerialPorts {
    @Override
    public List<SerialPortInfo> list() {
        // A port held open stays in the library's list after it has vanished (jSerialComm#448): only what exists
        // counts.
        return Arrays.stream(SerialPort.getCommPorts())
                .filter(port -> Files.exists(Path.of(port.getSystemPortPath())))
                .map(MachinePorts::describe)
                .sorted(Comparator.comparing(SerialPortInfo::path))
                .toList();
    }

    private static SerialPortInfo describe(SerialPort port) {
        return new SerialPortInfo(
                port.getSystemPortPath(),
                port.getSystemPortName(),
                port.getPortDescription(),
                hex(port.getVendorID()),
                hex(port.getProductID()),
                known(port.getSerialNumber()));
    }

    private static @Nullable String hex(int id) {
        return id > 0 ? String.format("%04x", id) : null;
    }

    private static @Nullable String known(@Nullable String text) {
        return text == null || text.isBlank() || text.equalsIgnoreCase("unknown") ? null : text;
    }
}
