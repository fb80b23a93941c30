package vigie;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small disk, in memory, that can be filled up. It is mounted where only processes in its own mount namespace see it, and
 * vanishes with the process that holds it, whatever happens to the test. Who is not root is root of a user namespace for it.
 */
final class SmallDisk implements AutoCloseable {
    private static final boolean ROOT = uid() == 0;

    private final Path mountPoint;
    private final Process holder;

    /**
     * @param mountPoint an empty folder
     */
    SmallDisk(Path mountPoint, int megabytes) throws IOException {
        this.mountPoint = mountPoint;
        this.holder = new ProcessBuilder(
                        "unshare",
                        ROOT ? "-m" : "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=$1m tmpfs \"$2\" && echo mounted && exec cat",
                        "sh",
                        Integer.toString(megabytes),
                        mountPoint.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine())
                .as("mounting needs root, or user namespaces")
                .isEqualTo("mounted");
    }

    /** Before a command: it runs where the disk is mounted. */
    List<String> inside() {
        String holderId = Long.toString(holder.pid());
        return ROOT
                ? List.of("nsenter", "-t", holderId, "-m")
                : List.of("nsenter", "-t", holderId, "-U", "--preserve-credentials", "-m");
    }

    /** Where it is for the processes inside. */
    Path mountPoint() {
        return mountPoint;
    }

    /** Takes all the room that is left. */
    void fill() throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream ballast =
                Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int size = block.length; size > 0; ) {
                size = writeOrHalve(ballast, block, size);
            }
        }
    }

    /** Gives it back. */
    void free() throws IOException {
        Files.delete(ballast());
    }

    /** Copies its files to a folder that every process sees. */
    void copyTo(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(seenFromHere())) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.copy(file, folder.resolve(file.getFileName().toString()));
        }
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        holder.onExit().join();
    }

    private static int writeOrHalve(OutputStream out, byte[] block, int size) {
        try {
            out.write(block, 0, size);
            return size;
        } catch (IOException full) {
            return size / 2;
        }
    }

    private Path ballast() {
        return seenFromHere().resolve("ballast");
    }

    private Path seenFromHere() {
        return Path.of("/proc", Long.toString(holder.pid()), "root")
                .resolve(mountPoint.toString().substring(1));
    }

    private static int uid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
