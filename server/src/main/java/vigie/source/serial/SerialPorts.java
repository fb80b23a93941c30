package vigie.source.serial;

import java.util.List;

/** The serial ports that there are. Safe from any thread; a call takes about a millisecond. */
@FunctionalInterface
public interface SerialPorts {
    /** The ports that exist now, ordered by path. */
    List<SerialPortInfo> list();

    /** Those of this machine. */
    static SerialPorts ofThisMachine() {
        return new MachinePorts();
    }
}
