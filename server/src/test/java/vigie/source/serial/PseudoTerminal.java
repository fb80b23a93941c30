package vigie.source.serial;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A serial port without hardware: socat holds a pseudo-terminal, what the test writes comes out of the port. Use as
 * {@code @RegisterExtension}, or plug and close by hand. Without socat tests fail; they are not skipped.
 */
public final class PseudoTerminal implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
    private final Path folder;
    private @Nullable Process socat;

    /** A port that is not plugged in yet. */
    public PseudoTerminal() {
        try {
            folder = Files.createTempDirectory("vigie-port");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the port is while plugged in; the same after each plugging. */
    public String path() {
        return folder.resolve("port").toString();
    }

    /** Plugs the device in (again). */
    public void plug() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("socat", "-", "pty,raw,echo=0,link=" + path());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        socat = builder.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(Path.of(path())));
    }

    /** Pulls the device out: its end of the line is closed, its path vanishes. */
    public void unplug() throws InterruptedException {
        Process plugged = socat;
        if (plugged == null) {
            return;
        }
        plugged.destroy();
        if (!plugged.waitFor(5, TimeUnit.SECONDS)) {
            plugged.destroyForcibly().waitFor();
        }
        await().until(() -> !Files.exists(Path.of(path())));
    }

    /** What the device says. */
    public void write(byte[] bytes) throws IOException {
        OutputStream device = Objects.requireNonNull(socat, "not plugged in").getOutputStream();
        device.write(bytes);
        device.flush();
    }

    /** What the device says, UTF-8. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        plug();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        try {
            unplug();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(Path.of(path()));
        Files.deleteIfExists(folder);
    }
}
