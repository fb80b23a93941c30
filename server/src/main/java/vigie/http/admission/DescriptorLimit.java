package vigie.http.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many connections the process can have by its limit of file descriptors ({@code RLIMIT_NOFILE}). The JVM raises the soft limit to the
 * hard one when it starts.
 *
 * @param limit how many descriptors there may be
 * @param open how many are open now
 */
public record DescriptorLimit(long limit, long open) {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final String NAME = "Max open files";
    /** For what is opened later: event loops, ports, files, the database, connections that are told that there is no room. */
    private static final int RESERVE = 96;

    private static final int FEWEST = 16;

    /** Of this process; without a limit where the system does not tell. */
    public static DescriptorLimit ofThisProcess() {
        try (Stream<Path> open = Files.list(OPEN)) {
            return new DescriptorLimit(parse(Files.readAllLines(LIMITS)), open.count());
        } catch (IOException e) {
            return new DescriptorLimit(Long.MAX_VALUE, 0);
        }
    }

    /** As in {@code /proc/self/limits}: name, soft limit, hard limit, unit. */
    static long parse(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(NAME))
                .map(line -> line.substring(NAME.length()).strip().split("\\s+", 2)[0])
                .filter(soft -> soft.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** As many connections as are wanted, or as there can be. */
    public int connections(int wanted) {
        return (int) Math.min(wanted, Math.max(FEWEST, limit - open - RESERVE));
    }
}
