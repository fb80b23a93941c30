package vigie.source.serial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which programs have a device open, as far as {@code /proc/PID/fd} shows it to us (proc(5)): our own programs, or all of them
 * for root. Elsewhere than on Linux nobody is known.
 */
final class PortHolders {
    private static final Path PROC = Path.of("/proc");

    private PortHolders() {}

    /** A program. */
    record Holder(long pid, String program) {
        boolean isThisProcess() {
            return pid == ProcessHandle.current().pid();
        }

        @Override
        public String toString() {
            return program + " (process " + pid + ")";
        }
    }

    static List<Holder> of(Path port) {
        List<Holder> holders = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            Path device = port.toRealPath();
            for (Path process : processes) {
                if (holds(process, device)) {
                    holders.add(new Holder(Long.parseLong(process.getFileName().toString()), program(process)));
                }
            }
        } catch (IOException e) {
            return holders;
        }
        return holders;
    }

    private static boolean holds(Path process, Path device) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (pointsTo(descriptor, device)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // not ours to see, or over since
        }
    }

    private static boolean pointsTo(Path descriptor, Path device) {
        try {
            return Files.readSymbolicLink(descriptor).equals(device);
        } catch (IOException e) {
            return false;
        }
    }

    private static String program(Path process) {
        try {
            return Files.readString(process.resolve("comm"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            return "a program";
        }
    }
}
