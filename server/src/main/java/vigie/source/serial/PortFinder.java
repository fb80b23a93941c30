package vigie.source.serial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vigie.source.SourceException;

/** Finds the path of a port that is configured by path, by name or by what it calls itself. */
final class PortFinder {
    private static final Path DEVICES = Path.of("/dev");
    private static final Path BY_ID = Path.of("/dev/serial/by-id");

    private final String configured;
    private final SerialPorts ports;

    PortFinder(String configured, SerialPorts ports) {
        this.configured = configured;
        this.ports = ports;
    }

    /**
     * Where to open it. Links are not resolved: the link is the port's identity, its target may change with every plugging.
     *
     * @throws SourceException when there is no such port, or several are called that; says which ports there are
     */
    Path find() throws SourceException {
        List<SerialPortInfo> present = ports.list();
        Optional<Path> file = file();
        if (file.isPresent()) {
            return file.get();
        }
        List<SerialPortInfo> called = called(present);
        if (called.size() > 1) {
            throw new SourceException("several ports are called " + configured + ": " + paths(called)
                    + "; name one by its path, or by its link in " + BY_ID);
        }
        if (called.isEmpty()) {
            throw new SourceException("there is no port " + configured + " (ports: " + paths(present) + ")");
        }
        return Path.of(called.get(0).path());
    }

    /** Whether it is there now. Cheap when it is configured by path. */
    boolean exists() {
        return file().isPresent() || (!isPath() && called(ports.list()).size() == 1);
    }

    private boolean isPath() {
        return configured.startsWith("/");
    }

    private Optional<Path> file() {
        if (isPath()) {
            return Optional.of(Path.of(configured)).filter(Files::exists);
        }
        if (configured.contains("/") || configured.startsWith(".")) {
            return Optional.empty();
        }
        return List.of(DEVICES.resolve(configured), BY_ID.resolve(configured)).stream()
                .filter(path -> Files.exists(path) && !Files.isDirectory(path))
                .findFirst();
    }

    private List<SerialPortInfo> called(List<SerialPortInfo> present) {
        return present.stream()
                .filter(port -> port.name().equals(configured)
                        || port.description().equalsIgnoreCase(configured)
                        || configured.equals(port.serialNumber()))
                .toList();
    }

    private static String paths(List<SerialPortInfo> ports) {
        return ports.isEmpty()
                ? "none"
                : String.join(", ", ports.stream().map(SerialPortInfo::path).toList());
    }
}
