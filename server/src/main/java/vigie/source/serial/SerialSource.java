package vigie.source.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import vigie.source.Source;
import vigie.source.SourceException;
import vigie.source.SourceOutput;

/**
 * A serial port. Its thread sleeps in semi-blocking reads that wake as soon as a byte is there, and once a second when none is:
 * measured, that is the quickest way and costs nothing when the line is idle.
 *
 * <p>The port is looked up anew at each {@link #run}, so that a device plugged in again is found under the same path or name.
 */
public final class SerialSource implements Source {
    /** How long a read waits for the first byte. Below 100 ms reads become busy. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

    private static final int BUFFER = 16 * 1024;

    private final SerialSettings settings;
    private final PortFinder finder;
    private final Clock clock;
    private final byte[] buffer = new byte[BUFFER]; // source's thread
    private boolean missing; // source's thread: the port was seen to be gone
    private boolean unplugged; // source's thread: it was open, and went
    private volatile boolean stopped;

    /** @param clock tells when bytes arrive */
    public SerialSource(SerialSettings settings, SerialPorts ports, Clock clock) {
        this.settings = settings;
        this.finder = new PortFinder(settings.port(), ports);
        this.clock = clock;
    }

    @Override
    public String name() {
        String name = settings.name();
        return name != null ? name : settings.id();
    }

    @Override
    public String detail() {
        String frame = settings.frame();
        return settings.port() + " · " + settings.baud() + " baud" + (frame.equals("8N1") ? "" : " " + frame);
    }

    @Override
    public void run(SourceOutput out) throws SourceException, InterruptedException {
        SerialPort port = open();
        try {
            unplugged = false;
            out.opened(true);
            read(port, out);
        } finally {
            port.closePort();
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** Called on the source's thread. */
    @Override
    public boolean returned() {
        boolean exists = finder.exists();
        boolean back = exists && missing;
        missing = !exists;
        return back;
    }

    private SerialPort open() throws SourceException {
        missing = !finder.exists();
        if (missing && unplugged) {
            throw PortCauses.unplugged(settings.port());
        }
        Path path = finder.find();
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw PortCauses.noPermission(path);
        }
        SerialPort port = portAt(path);
        configure(port);
        if (!port.openPort()) {
            throw PortCauses.notOpened(settings, path, port.getLastErrorCode());
        }
        return port;
    }

    private static SerialPort portAt(Path path) throws SourceException {
        try {
            return SerialPort.getCommPort(path.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new SourceException(path + " is no serial port", e);
        }
    }

    private void configure(SerialPort port) {
        port.setComPortParameters(
                settings.baud(), settings.dataBits(), stopBits(settings.stopBits()), parity(settings.parity()));
        port.setFlowControl(flowControl(settings.flowControl()));
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, (int) READ_TIMEOUT.toMillis(), 0);
    }

    private void read(SerialPort port, SourceOutput out) throws SourceException, InterruptedException {
        boolean heard = false;
        while (!stopped) {
            int count = port.readBytes(buffer, buffer.length);
            if (count < 0) {
                unplugged = true;
                throw PortCauses.unplugged(settings.port());
            }
            if (count > 0) {
                heard = true;
                out.bytes(buffer, 0, count, clock.millis());
            } else if (!heard) {
                out.quiet();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static int parity(Parity parity) {
        return switch (parity) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case MARK -> SerialPort.MARK_PARITY;
            case SPACE -> SerialPort.SPACE_PARITY;
        };
    }

    private static int stopBits(StopBits stopBits) {
        return switch (stopBits) {
            case ONE -> SerialPort.ONE_STOP_BIT;
            case ONE_AND_A_HALF -> SerialPort.ONE_POINT_FIVE_STOP_BITS;
            case TWO -> SerialPort.TWO_STOP_BITS;
        };
    }

    private static int flowControl(FlowControl flowControl) {
        return switch (flowControl) {
            case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
            case RTS_CTS -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case DSR_DTR -> SerialPort.FLOW_CONTROL_DSR_ENABLED | SerialPort.FLOW_CONTROL_DTR_ENABLED;
            case XON_XOFF -> SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        };
    }
}
