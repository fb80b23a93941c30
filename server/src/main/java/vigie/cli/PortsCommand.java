package vigie.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vigie.sensor.PrintableText;
import vigie.source.serial.SerialPortInfo;
import vigie.source.serial.SerialPorts;

/** {@code vigie ports}: the serial ports of this machine. */
@Command(name = "ports", description = "List the serial ports, with USB identity.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PortsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<SerialPortInfo> ports = SerialPorts.ofThisMachine().list();
        if (ports.isEmpty()) {
            out.println("No serial port found. Plug the device in and try again;"
                    + " if it stays away, the last lines of `dmesg` say what the kernel thinks of it.");
        }
        for (SerialPortInfo port : ports) {
            out.println(PrintableText.line(port.path() + "  " + port.description() + usb(port)));
        }
        return 0;
    }

    private static String usb(SerialPortInfo port) {
        if (port.vendorId() == null) {
            return "";
        }
        String serial = port.serialNumber();
        return "  USB " + port.vendorId() + ":" + port.productId() + (serial == null ? "" : "  serial " + serial);
    }
}
