package vigie.load.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on this machine, as Linux shows it under {@code /proc} (proc(5)). Stateless: each call reads anew.
 */
final class ServerProcess {
    private static final String LISTENING = "0A";
    /** {@code USER_HZ}: the kernel shows times in hundredths of a second on every architecture Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11; // counted from the field after the name
    private static final int SYSTEM_TIME = 12;
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private final Path folder;
    private final long pid;

    private ServerProcess(Path folder) {
        this.folder = folder;
        this.pid = Long.parseLong(folder.getFileName().toString());
    }

    /**
     * The process that listens there; empty when that is another machine, not Linux, or somebody else's process.
     *
     * @param proc where the kernel shows processes, {@code /proc}
     */
    static Optional<ServerProcess> listeningOn(InetSocketAddress address, Path proc) {
        InetAddress host = address.getAddress();
        if (host == null || !host.isLoopbackAddress()) {
            return Optional.empty();
        }
        Set<String> sockets = new HashSet<>();
        sockets.addAll(listeners(proc.resolve("net/tcp"), address));
        sockets.addAll(listeners(proc.resolve("net/tcp6"), address));
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsOneOf(process.resolve("fd"), sockets)) {
                    return Optional.of(new ServerProcess(process));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    long pid() {
        return pid;
    }

    /** User and system time since it started, to a hundredth; NaN when it is gone. */
    double cpuSeconds() {
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** What it has in memory; 0 when it is gone. */
    long residentBytes() {
        try (var lines = Files.lines(folder.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .map(kilobytes -> kilobytes * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static Set<String> listeners(Path table, InetSocketAddress address) {
        Set<String> sockets = new HashSet<>();
        try {
            for (String line : Files.readAllLines(table)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > INODE
                        && fields[STATE].equals(LISTENING)
                        && isMeant(fields[LOCAL_ADDRESS], address)) {
                    sockets.add("socket:[" + fields[INODE] + "]");
                }
            }
        } catch (IOException e) {
            return Set.of();
        }
        return sockets;
    }

    /** Whether {@code 0100007F:1F90} or the same with an IPv6 address serves this address: itself or every address. */
    private static boolean isMeant(String local, InetSocketAddress address) {
        List<String> parts = List.of(local.split(":", -1));
        if (parts.size() != 2 || Integer.parseInt(parts.get(1), 16) != address.getPort()) {
            return false;
        }
        String host = parts.get(0);
        return host.chars().allMatch(digit -> digit == '0')
                || (address.getAddress() instanceof Inet4Address
                        ? host.endsWith(words(address.getAddress()))
                        : host.equals(words(address.getAddress())));
    }

    /** An address as the kernel prints it: words of four bytes, each with the last byte first (x86 and ARM). */
    private static String words(InetAddress address) {
        byte[] bytes = address.getAddress();
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 3; i >= 0; i--) {
                text.append(String.format(Locale.ROOT, "%02X", bytes[word + i]));
            }
        }
        return text.toString();
    }

    private static boolean holdsOneOf(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (sockets.contains(targetOf(descriptor))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false; // somebody else's process, or one that has just ended
        }
        return false;
    }

    private static String targetOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
