package vigie.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A pair of pseudo-terminals by socat: the server opens {@link #port}, we write into the other end. */
final class Pty implements AutoCloseable {
    private final Process socat;
    private final Path port;
    private final OutputStream device;

    Pty(Path folder) throws IOException {
        port = folder.resolve("port");
        Path peer = folder.resolve("peer");
        socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + port, "pty,raw,echo=0,link=" + peer)
                .inheritIO()
                .start();
        while (!Files.exists(port) || !Files.exists(peer)) {
            LockSupport.parkNanos(1_000_000);
        }
        device = Files.newOutputStream(peer);
    }

    Path port() {
        return port;
    }

    OutputStream device() {
        return device;
    }

    /** Pulls the plug. */
    @Override
    public void close() throws IOException {
        socat.destroy();
        socat.onExit().join();
        device.close();
        Files.deleteIfExists(port);
    }
}
