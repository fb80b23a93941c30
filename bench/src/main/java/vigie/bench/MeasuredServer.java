package vigie.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The packed server as a process of its own, on a free port, with its CPU time and memory as the kernel counts them. */
final class MeasuredServer implements AutoCloseable {
    private final Process process;
    private final URI url;
    private final Duration startUp;

    /** Starts {@code server/target/vigie.jar} with this configuration file. */
    MeasuredServer(Path folder, String yaml) throws IOException {
        Path config = Files.writeString(folder.resolve("vigie.yaml"), yaml);
        long begin = System.nanoTime();
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        Path.of("..", "server", "target", "vigie.jar")
                                .toAbsolutePath()
                                .toString(),
                        "--config",
                        config.toString(),
                        "--port",
                        "0"))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        startUp = Duration.ofNanos(System.nanoTime() - begin);
        if (line == null) {
            throw new IOException("the server ended without printing its URL");
        }
        url = URI.create(line.substring(line.indexOf("http://")).strip());
    }

    URI url() {
        return url;
    }

    URI live(String query) {
        return URI.create("ws://" + url.getAuthority() + "/live" + query);
    }

    /** From starting java to the line with the URL. */
    Duration startUp() {
        return startUp;
    }

    /** User and system time so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MB, from /proc. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
