package vigie.bench.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vigie.bench.Folders;
import vigie.bench.VigieCommand;

/** The packed server with the launcher's options and a data folder of its own, as a process that may be attacked. */
final class AttackedServer implements AutoCloseable {
    private static final long ENDING_SECONDS = 10;

    private final Path folder;
    private final Path log;
    private final Process process;
    private final URI url;

    private AttackedServer(Path jar, String transport, AttackTarget target, boolean limits) throws IOException {
        folder = Files.createTempDirectory("vigie-attack");
        log = folder.resolve("server.log");
        List<String> command = new ArrayList<>();
        if (target.limitsDescriptors()) {
            command.addAll(List.of("sh", "-c", "ulimit -n " + target.descriptors() + "; exec \"$@\"", "sh"));
        }
        command.addAll(VigieCommand.server(jar, folder, target.yaml(transport, folder, limits)));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VIGIE_"));
        process = builder.redirectError(log.toFile()).start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null) {
            String words = Files.readString(log);
            close();
            throw new IOException("the server ended without printing its URL: " + words);
        }
        url = URI.create(line.substring(line.indexOf("http://")).strip());
    }

    /**
     * Starts one; returns when it listens.
     *
     * @param jar which build of it
     * @param transport its setting {@code server.transport}
     * @throws IOException when it ends before that; the message is what it logged
     */
    static AttackedServer start(Path jar, String transport, AttackTarget target) throws IOException {
        try {
            return new AttackedServer(jar, transport, target, true);
        } catch (IOException e) {
            if (target.isNew()) {
                return new AttackedServer(jar, transport, target, false);
            }
            throw e;
        }
    }

    URI url() {
        return url;
    }

    /** {@code alive}, or the code with which it ended. */
    String state() {
        return process.isAlive() ? "alive" : "exit " + process.exitValue();
    }

    /** Resident memory now; 0 when it has ended. */
    long residentMegabytes() {
        return status("VmRSS:");
    }

    /** The most resident memory so far; 0 when it has ended. */
    long peakMegabytes() {
        return status("VmHWM:");
    }

    /** How much it has logged. */
    long logBytes() throws IOException {
        return Files.size(log);
    }

    /** How often its log speaks of exhausted memory. */
    long outOfMemoryErrors() throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("OutOfMemoryError") || line.contains("OutOfDirectMemory"))
                    .count();
        }
    }

    /** The last lines of its log. */
    String lastLogged(int count) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much its data takes on the disk. */
    long dataBytes() {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // A file that went away meanwhile.
        }
    }

    /** Ends it, by force if it takes too long, and deletes what it wrote. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Folders.delete(folder);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long status(String field) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // It has ended.
        }
    }
}
